/** Operations on what belongs to a tag, from the wire to the service and back. */
import type { Handlers } from "../operations.ts";
import { findImageTag } from "../tags/find-tag.ts";
import { presentAccessory } from "./present.ts";
import { findTarget, listAccessories, listTagsOf } from "./service.ts";

const LIMIT_DEFAULT = 10;

export const accessoryHandlers = {
  async ListRepoAccessories(context, { params, query }) {
    const { found, tag } = await findImageTag(context, params);
    const page = { limit: query.limit ?? LIMIT_DEFAULT, offset: query.offset ?? 0 };
    const { rows, total } = await listAccessories(context, found.image.id, tag.digest, page);
    const accessories = rows.map((row) => presentAccessory(found, row, tag.digest));
    return { value: { total, accessories: accessories.length > 0 ? accessories : null } };
  },
  async ListReferences(context, { params, query }) {
    const { found, tag } = await findImageTag(context, params);
    const target = await findTarget(context, found.image.id, tag);
    if (target === undefined) return { value: { tags: [], has_more: false } };
    const { tags, nextMarker } = await listTagsOf(context, found.image.id, target, {
      marker: query.marker ?? "",
      limit: query.limit ?? LIMIT_DEFAULT,
    });
    return { value: { tags, next_marker: nextMarker, has_more: nextMarker !== undefined } };
  },
} satisfies Handlers;
