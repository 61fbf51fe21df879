/** The console's texts by their keys: what a page is recognized by, in either language. */
import i18next, { type TFunction } from "i18next";
import { catalogues } from "../../tests/support/texts.ts";

const texts = i18next.createInstance();
void texts.init({
  // At once, as nothing has to be fetched.
  initAsync: false,
  resources: {
    "zh-CN": { translation: catalogues["zh-CN"] },
    "en-US": { translation: catalogues["en-US"] },
  },
  interpolation: { escapeValue: false },
});

export const textsIn = (language: "zh-CN" | "en-US"): TFunction => texts.getFixedT(language);
