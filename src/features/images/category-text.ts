import type { TFunction } from "i18next";
import { CATEGORIES } from "../../../core/editions.ts";

/**
 * Without a category an image counts as `other`, as in the list's filter. Another client may have set one that this
 * console does not know.
 */
export function categoryText(t: TFunction, category: string): string {
  const known = CATEGORIES.find((one) => one === (category || "other"));
  return known === undefined ? category : t(`images.category.${known}`);
}
