import i18next, { type TFunction } from "i18next";
import { useSyncExternalStore } from "react";
import { onLanguage } from "./use-language.ts";

/** One function for each language, as it caches texts. */
const texts = new Map<string, TFunction>();

/** Texts in the person's language. The hook of react-i18next does more, and took a fifth of the rendering of a list. */
export function useT(): TFunction {
  return useSyncExternalStore(onLanguage, current);
}

function current(): TFunction {
  const known = texts.get(i18next.language);
  if (known) return known;
  const t = remembering(i18next.t.bind(i18next));
  texts.set(i18next.language, t);
  return t;
}

/** Caches texts: rows repeat the same words, and i18next looks each up anew, which took another fifth. */
function remembering(translate: TFunction): TFunction {
  const known = new Map<string, string>();
  function t(key: never, options?: never): string {
    if (options !== undefined) return translate(key, options) as unknown as string;
    const text: string = known.get(key) ?? translate(key);
    known.set(key, text);
    return text;
  }
  return t as unknown as TFunction;
}
