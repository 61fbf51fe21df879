import type { Params } from "../../core/operations.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findImage } from "../images/find-image.ts";
import { findTag } from "./service.ts";

/** The tag a path names, for a caller who may see its image. Errors as findImage has, and 4040048. */
export async function findImageTag(context: Context, params: Params<"ShowRepoTag">) {
  const found = await findImage(context, params.namespace, params.repository, "view");
  const tag = await findTag(context, found.image.id, params.tag);
  if (!tag) throw new SwrError("tagNotFound", params.tag);
  return { found, tag };
}
