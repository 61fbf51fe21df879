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

/** What has been wanted so far: another language has it too before it is spoken. */
const needed = new Set<Area>();

/** The last choice. Until its texts are here, the page still speaks the language before it. */
let chosen: Language;

/** Once called, if not yet resolved, `withTexts` may be. */
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
