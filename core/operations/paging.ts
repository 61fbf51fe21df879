/**
 * Paging of lists: by offset in v2, where both values go together, by marker in v3 (SWR API reference, section 1.3).
 */
import { z } from "zod";

export const PAGE_DEFAULT = 100;
const PAGE_MAX = 1000;

export const limitSchema = z.coerce.number().int().min(1).max(PAGE_MAX);
export const offsetSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const orderTypeSchema = z.enum(["asc", "desc"]);

/** Where the next page of a v3 list of images starts; its list of tags has text for it. */
export const numberMarkerSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
