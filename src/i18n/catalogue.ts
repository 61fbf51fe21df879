/** The keys that `t` takes: those of the first page and of every area. */
import type { Originals, Texts } from "./areas.ts";
import type firstPage from "./locales/zh-CN.ts";

export type FirstPage = Texts<typeof firstPage>;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof firstPage & Originals };
  }
}
