/** Images as the wire shows them. */
import type { Selectable } from "kysely";
import type { Image, ListedImage, V3ListedImage } from "../../core/operations/images.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import type { ImageInOrganization } from "./find-image.ts";

/** An image's row with the names of its organization and of its account. */
type ListedRow = Selectable<Database["images"]> & { organization: string; account: string };

/** `{registry host}/{organization}/{image}`. The service has one address, so the internal path is the same. */
export function imagePath(context: Context, organization: string, image: string): string {
  return `${context.host}/${organization}/${image}`;
}

export function presentListedImage(
  context: Context,
  row: ListedRow & { tags: string[] },
  total: number,
): ListedImage {
  const path = imagePath(context, row.organization, row.name);
  return {
    ...presentInEveryVersion(row),
    url: "",
    path,
    internal_path: path,
    namespace: row.organization,
    tags: row.tags,
    total_range: total,
  };
}

export function presentV3ListedImage(row: ListedRow): V3ListedImage {
  return { ...presentInEveryVersion(row), id: row.id, namespace_name: row.organization };
}

function presentInEveryVersion(row: ListedRow) {
  return {
    name: row.name,
    category: row.category,
    description: row.description,
    size: row.size,
    is_public: row.is_public === 1,
    num_images: row.tag_count,
    num_download: row.download_count,
    created_at: row.created_at,
    updated_at: row.updated_at,
    domain_name: row.account,
  };
}

export function presentImage(context: Context, { organization, image }: ImageInOrganization): Image {
  const path = imagePath(context, organization.name, image.name);
  return {
    id: image.id,
    ns_id: image.organization_id,
    name: image.name,
    category: image.category,
    description: image.description,
    creator_id: image.creator_id,
    creator_name: image.creator_name,
    size: image.size,
    is_public: image.is_public === 1,
    num_images: image.tag_count,
    num_download: image.download_count,
    url: "",
    path,
    internal_path: path,
    created: image.created_at,
    updated: image.updated_at,
    domain_id: organization.account_id,
    priority: 0,
  };
}
