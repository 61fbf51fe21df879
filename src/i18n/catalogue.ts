/** The catalogue's shape: zh-CN is the original, en-US must have the same keys (checked by the compiler). */
import type zhCN from "./zh-CN.ts";

type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

export type Catalogue = Texts<typeof zhCN>;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof zhCN };
  }
}
