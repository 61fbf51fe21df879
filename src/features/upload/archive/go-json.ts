/** Optional parts as Go's decoder reads them, by which the engines read archives: null and absent are the zero value. */
import { z } from "zod";

export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

export function optionalList<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}
