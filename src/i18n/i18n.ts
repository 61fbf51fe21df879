/**
 * Starts i18next with one language and the texts of the first page. Others are fetched with the part that says them, and
 * those of the other language when it is chosen.
 */
import i18next from "i18next";
import { formatNumber } from "../lib/format.ts";
import { loadPart } from "../lib/load-part.ts";
import { type Area, areas } from "./areas.ts";
import type { FirstPage } from "./catalogue.ts";
import { initialLanguage, type Language, rememberLanguage } from "./languages.ts";

const firstPage: Record<Language, () => Promise<{ default: FirstPage }>> = {
  "zh-CN": () => import("./locales/zh-CN.ts"),
  "en-US": () => import("./locales/en-US.ts"),
};

/** Areas wanted so far. Another language is fetched with all of them before it is shown. */
const needed = new Set<Area>();

/** The language chosen last. Until its texts are here, the page stays in the one before. */
let chosen: Language;

/** `withTexts` may be called once this has been called, even before it resolves. */
export async function startI18n(): Promise<void> {
  chosen = initialLanguage();
  await i18next.init({
    resources: {},
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  // For `{{count, number}}`: numbers in texts look as they do elsewhere.
  i18next.services.formatter?.add("number", formatNumber);
  await changeLanguage(chosen);
}

export async function changeLanguage(language: Language): Promise<void> {
  chosen = language;
  await load(language);
  if (chosen !== language) return;
  await i18next.changeLanguage(language);
  rememberLanguage(language);
  document.documentElement.lang = language;
}

/** A part of the console, once the texts of these areas are here too. For `lazy`. */
export async function withTexts<Part>(loading: Promise<Part>, ...names: Area[]): Promise<Part> {
  const [part] = await Promise.all([loading, loadTexts(...names)]);
  return part;
}

export async function loadTexts(...names: Area[]): Promise<void> {
  for (const name of names) needed.add(name);
  const spoken = i18next.language as Language | undefined;
  await Promise.all([load(chosen), spoken && spoken !== chosen && load(spoken)]);
}

async function load(language: Language): Promise<void> {
  const fetched = (name: keyof FirstPage | Area) =>
    i18next.getResource(language, "translation", name) !== undefined;
  const add = (texts: object) => i18next.addResourceBundle(language, "translation", texts, true);
  await Promise.all([
    !fetched("app") && loadPart(firstPage[language]).then((file) => add(file.default)),
    ...[...needed].map(
      (name) =>
        !fetched(name) &&
        loadPart<{ default: object }>(areas[name][language]).then((file) => add({ [name]: file.default })),
    ),
  ]);
}
