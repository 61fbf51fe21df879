/** Changes of tags by the management API. manifests/ does the work, as for pushes, since rows and files go together. */
import type { Body } from "../../core/operations.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import type { ImageInOrganization } from "../images/find-image.ts";
import { copyTag } from "../manifests/copy-tag.ts";
import { deleteTag } from "../manifests/deletions.ts";

/** The reference has a 409 here but no code for it; that of an existing image comes closest. */
export async function addTag(
  context: Context,
  { organization, image }: ImageInOrganization,
  { source_tag: source, destination_tag: destination, override = false }: Body<"CreateRepoTag">,
): Promise<void> {
  const outcome = await copyTag(context, organization.name, image, { source, destination, override });
  if (outcome === "no source") throw new SwrError("tagNotFound", source);
  if (outcome === "exists") throw new SwrError("imageExists", `${image.name}:${destination}`);
}

export async function removeTag(
  context: Context,
  { organization, image }: ImageInOrganization,
  tag: string,
): Promise<void> {
  const found = await deleteTag(context, organization.name, image, tag);
  if (!found) throw new SwrError("tagNotFound", tag);
}
