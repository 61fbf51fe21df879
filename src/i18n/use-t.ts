import i18next, { type TFunction } from "i18next";
import { useSyncExternalStore } from "react";
import { onLanguage } from "./use-language.ts";

/** One for each language: what is remembered by `t` is worked out anew in the next. */
const texts = new Map<string, TFunction>();

/**
 * Texts in the person's language. The hook of react-i18next does more than that: a list of images spent a fifth of its
 * rendering there.
 */
export function useT(): TFunction {
  return useSyncExternalStore(onLanguage, current);
}

function current(): TFunction {
  const known = texts.get(i18next.language);
  if (known) return known;
  const t = i18next.t.bind(i18next) as TFunction;
  texts.set(i18next.language, t);
  return t;
}
