/** The languages, and the one a person gets first: their last choice, else the browser's. */
export const LANGUAGES = ["zh-CN", "en-US"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = "swr.language";

export function initialLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  return (
    LANGUAGES.find((language) => language === stored) ??
    (navigator.language.startsWith("zh") ? "zh-CN" : "en-US")
  );
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
}
