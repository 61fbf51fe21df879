import { z } from "zod";

export const itemLinksSchema = z.object({ self: z.string() });

/** No list here goes on elsewhere. */
export const listLinksSchema = z.object({ self: z.string(), previous: z.null(), next: z.null() });
