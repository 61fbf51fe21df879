/** Path and query parameters that several resources share. */
import { z } from "zod";
import { imageNameFromUrl } from "../names.ts";

export const organizationParams = z.object({ namespace: z.string() });

/** An image's name as a path parameter. */
export const imageNameParam = z.string().transform(imageNameFromUrl);

export const imageParams = z.object({ namespace: z.string(), repository: imageNameParam });

/** `true` or `false` in a query of v3, a boolean in code. */
export const flagParam = z.stringbool({ truthy: ["true"], falsy: ["false"] });

/** An unknown column has an error code of its own (4001096), so the schema takes any text. */
export function orderColumnParam(columns: readonly string[]) {
  return z.string().meta({ examples: [...columns] });
}
