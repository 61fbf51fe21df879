/** Starts i18next with one language; the other is fetched when it is chosen. */
import i18next from "i18next";
import { formatNumber } from "../lib/format.ts";
import type { Catalogue } from "./catalogue.ts";
import { initialLanguage, type Language, rememberLanguage } from "./languages.ts";

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  "zh-CN": () => import("./zh-CN.ts"),
  "en-US": () => import("./en-US.ts"),
};

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "translation")) return;
  const { default: catalogue } = await catalogues[language]();
  i18next.addResourceBundle(language, "translation", catalogue);
}

export async function startI18n(): Promise<void> {
  const language = initialLanguage();
  await i18next.init({
    lng: language,
    resources: {},
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  // For `{{count, number}}`: numbers in texts look as they do elsewhere.
  i18next.services.formatter?.add("number", formatNumber);
  await changeLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  rememberLanguage(language);
  document.documentElement.lang = language;
}
