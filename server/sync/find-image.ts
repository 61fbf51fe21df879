import { maySync } from "../access/policy.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findOwnImage, type ImageInOrganization } from "../images/find-image.ts";

interface Named {
  namespace: string;
  repository: string;
}

/** Who may look at an image of the account may look at its targets and records. */
export function findSyncedImage(context: Context, { namespace, repository }: Named) {
  return findOwnImage(context, namespace, repository, "view");
}

/** Of others' images, shared or public, nothing is copied on. */
export async function findImageToSync(context: Context, named: Named): Promise<ImageInOrganization> {
  const found = await findSyncedImage(context, named);
  if (!maySync(context.caller)) throw new SwrError("forbidden", "only an administrator synchronizes images");
  return found;
}
