import type { TFunction } from "i18next";
import { CATEGORIES } from "../../../core/editions.ts";

/** Another client may have set a category this console does not know. */
export function categoryText(t: TFunction, category: string): string {
  const known = CATEGORIES.find((one) => one === category);
  return known === undefined ? category : t(`images.category.${known}`);
}
