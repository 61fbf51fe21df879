/** Tags as the wire shows them. */
import { digestHex } from "../../core/digest.ts";
import { isIndexMediaType } from "../../core/media-types.ts";
import { TAG_TYPE } from "../../core/operations/facts.ts";
import type { Tag } from "../../core/operations/tags.ts";
import type { Context } from "../context.ts";
import type { ImageInOrganization } from "../images/find-image.ts";
import { imagePath } from "../images/present.ts";
import type { listTagsAfter } from "./service.ts";

type TagRow = Awaited<ReturnType<typeof listTagsAfter>>["rows"][number];

/** All but the manifest, which the list of v3 leaves out unless asked, and the name, whose spelling differs. */
export function presentTag(
  context: Context,
  { organization, image }: ImageInOrganization,
  row: TagRow,
): Omit<Tag, "tag" | "manifest"> {
  const path = `${imagePath(context, organization.name, image.name)}:${row.name}`;
  return {
    id: row.id,
    repo_id: row.image_id,
    // An index has no config; its own digest stands in.
    image_id: digestHex(row.config_digest ?? row.digest),
    digest: row.digest,
    schema: 2,
    path,
    internal_path: path,
    size: row.size,
    is_trusted: false,
    created: row.created_at,
    updated: row.updated_at,
    domain_id: organization.account_id,
    tag_type: isIndexMediaType(row.media_type) ? TAG_TYPE.index : TAG_TYPE.manifest,
  };
}
