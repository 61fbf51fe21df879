import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { LANGUAGES, type Language } from "./languages.ts";

/** Lighter than useTranslation: every time and size on a page asks for it. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, current);
}

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

function current(): Language {
  return LANGUAGES.find((language) => language === i18next.language) ?? "en-US";
}
