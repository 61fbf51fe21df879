/** Operations on tags, from the wire to the service and back. */
import { digestHex } from "../../core/digest.ts";
import { isIndexMediaType } from "../../core/media-types.ts";
import { type ListedTag, TAG_ORDER_COLUMNS, TAG_TYPE, tagListQuery } from "../../core/operations/tags.ts";
import type { Context } from "../context.ts";
import { findImage, type ImageInOrganization } from "../images/find-image.ts";
import { imagePath } from "../images/present.ts";
import { contentRange, readListQuery, readOrder, readPage } from "../list-query.ts";
import type { Handlers } from "../manage.ts";
import { listTags } from "./service.ts";

export const tagHandlers: Pick<Handlers, "ListRepositoryTags"> = {
  async ListRepositoryTags(context, { params, query }) {
    const found = await findImage(context, params.namespace, params.repository, "view");
    const { values } = readListQuery(tagListQuery, query);
    const page = readPage(values);
    const order = readOrder(TAG_ORDER_COLUMNS, values);
    const { rows, total } = await listTags(context, found.image.id, values.tag, order, page);
    return {
      value: rows.map((row) => presentTag(context, found, row)),
      headers: contentRange(page, rows.length, total),
    };
  },
};

type TagRow = Awaited<ReturnType<typeof listTags>>["rows"][number];

function presentTag(context: Context, { organization, image }: ImageInOrganization, row: TagRow): ListedTag {
  const path = `${imagePath(context, organization.name, image.name)}:${row.name}`;
  return {
    id: row.id,
    repo_id: row.image_id,
    Tag: row.name,
    // An index has no config; its own digest stands in.
    image_id: digestHex(row.config_digest ?? row.digest),
    manifest: row.content,
    digest: row.digest,
    schema: 2,
    path,
    internal_path: path,
    size: row.size,
    is_trusted: false,
    created: row.created_at,
    updated: row.updated_at,
    deleted: null,
    domain_id: organization.account_id,
    scanned: false,
    tag_type: isIndexMediaType(row.media_type) ? TAG_TYPE.index : TAG_TYPE.manifest,
  };
}
