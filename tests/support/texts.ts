/** All texts of the console, as the person reads them. */
import { AREAS, type Area, areas } from "../../src/i18n/areas.ts";
import type { Language } from "../../src/i18n/languages.ts";
import enUS from "../../src/i18n/locales/en-US.ts";
import zhCN from "../../src/i18n/locales/zh-CN.ts";

export interface Tree {
  [key: string]: string | Tree;
}

async function whole<FirstPage>(language: Language, firstPage: FirstPage) {
  const rest = AREAS.map(
    async (name): Promise<[Area, Tree]> => [name, (await areas[name][language]()).default],
  );
  return { ...firstPage, ...(Object.fromEntries(await Promise.all(rest)) as Record<Area, Tree>) };
}

export const catalogues = { "zh-CN": await whole("zh-CN", zhCN), "en-US": await whole("en-US", enUS) };
