import type { Action } from "../../core/permissions.ts";
import { isOwn } from "../access/rights.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findImage, type ImageInOrganization } from "../images/find-image.ts";

/** Triggers tell of the account's clusters: whoever sees the image as public or shared is told nothing of them. */
export async function findOwnImage(
  context: Context,
  { namespace, repository }: { namespace: string; repository: string },
  action: Action,
): Promise<ImageInOrganization> {
  const found = await findImage(context, namespace, repository, action);
  if (!isOwn(context.caller, found.organization)) throw new SwrError("imageForbidden", repository);
  return found;
}
