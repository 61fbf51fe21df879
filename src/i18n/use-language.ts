import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { LANGUAGES, type Language } from "./languages.ts";

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, current);
}

/** Calls back whenever another language is chosen; returns how to stop that. */
export function onLanguage(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

function current(): Language {
  return LANGUAGES.find((language) => language === i18next.language) ?? "en-US";
}
