/** Operations on tags, from the wire to the service and back. */
import { TAG_ORDER_COLUMNS } from "../../core/operations/facts.ts";
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { tagListQuery } from "../../core/operations/tags.ts";
import type { Context } from "../context.ts";
import { findImage } from "../images/find-image.ts";
import { contentRange, readListQuery, readOrder, readPage } from "../list-query.ts";
import { readContents } from "../manifests/read-contents.ts";
import type { Handlers } from "../operations.ts";
import { addTag, removeTag } from "./change-tags.ts";
import { findImageTag } from "./find-tag.ts";
import { readImageConfig } from "./image-config.ts";
import { presentTag } from "./present.ts";
import { listTags, listTagsAfter } from "./service.ts";

export const tagHandlers = {
  async CreateRepoTag(context, { params, body }) {
    const found = await findImage(context, params.namespace, params.repository, "editAttributes");
    await addTag(context, found, body);
    return { value: {} };
  },
  async ListRepositoryTags(context, { params, query }) {
    const found = await findImage(context, params.namespace, params.repository, "view");
    const { values } = readListQuery(tagListQuery, query);
    const page = readPage(values);
    const order = readOrder(TAG_ORDER_COLUMNS, values);
    const { rows, total } = await listTags(context, found.image, values.tag, order, page);
    const contents = await contentsOf(context, found.image.id, rows);
    return {
      value: rows.map((row) => ({
        ...presentTag(context, found, row),
        Tag: row.name,
        manifest: contents.get(row.digest) ?? "",
        deleted: null,
        scanned: false,
      })),
      headers: contentRange(page, rows.length, total),
    };
  },
  async ListRepositoryTag(context, { params, query }) {
    const found = await findImage(context, params.namespace, params.repository, "view");
    const order = readOrder(TAG_ORDER_COLUMNS, query);
    const { rows, nextMarker } = await listTagsAfter(context, found.image.id, query.tag, order, {
      marker: query.marker,
      limit: query.limit ?? PAGE_DEFAULT,
      digests: query.digest?.split(","),
    });
    const contents = query.with_manifest ? await contentsOf(context, found.image.id, rows) : undefined;
    const tags = rows.map((row) => ({
      ...presentTag(context, found, row),
      tag: row.name,
      manifest: contents?.get(row.digest),
    }));
    return { value: { tags, nextMarker, next_marker: nextMarker, has_more: nextMarker !== undefined } };
  },
  async ShowRepoTag(context, { params }) {
    const { found, tag } = await findImageTag(context, params);
    return { value: { ...presentTag(context, found, tag), tag: tag.name, manifest: tag.content } };
  },
  async ShowRepoTagConfig(context, { params }) {
    const { found, tag } = await findImageTag(context, params);
    const repository = `${found.organization.name}/${found.image.name}`;
    return { value: await readImageConfig(context, repository, tag.config_digest) };
  },
  async DeleteRepoTag(context, { params }) {
    const found = await findImage(context, params.namespace, params.repository, "delete");
    await removeTag(context, found, params.tag);
    return { value: undefined };
  },
} satisfies Handlers;

function contentsOf(context: Context, imageId: number, rows: readonly { digest: string }[]) {
  return readContents(
    context,
    imageId,
    rows.map(({ digest }) => digest),
  );
}
