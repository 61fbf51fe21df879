/** The console's search for organizations, images and tags. */
import { SEARCH_LIMIT, type SearchResult } from "../../core/console-operations/search.ts";
import { visibleImages } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { contains } from "../db/sqlite/contains.ts";
import { listImages } from "../images/service.ts";
import { listOrganizations } from "../organizations/service.ts";
import { type Needle, readNeedle } from "./needle.ts";

const BY_NAME = { column: "name", direction: "asc" } as const;

export async function search(context: Context, text: string): Promise<SearchResult> {
  const needle = readNeedle(text);
  return {
    organizations: await findOrganizations(context, needle),
    images: await findImages(context, needle),
    tags: await findTags(context, needle),
  };
}

async function findOrganizations(context: Context, { path, tag, digest }: Needle) {
  if (tag !== undefined || digest !== undefined || path.includes("/")) return [];
  const rows = await listOrganizations(context, { nameContains: path, withImageRights: true });
  return rows.slice(0, SEARCH_LIMIT).map(({ name }) => ({ name }));
}

async function findImages(context: Context, { path, tag, digest }: Needle) {
  if (tag !== undefined || digest !== undefined) return [];
  const page = { limit: SEARCH_LIMIT, offset: 0 };
  const found = new Map<number, { organization: string; image: string }>();
  for (const filter of imageFilters(path)) {
    const { rows } = await listImages(context, filter, BY_NAME, page);
    for (const { id, organization, name } of rows) found.set(id, { organization, image: name });
  }
  return [...found.values()].slice(0, SEARCH_LIMIT);
}

interface ImageFilter {
  organizationContains?: string;
  nameContains: string;
}

/**
 * Any of these may match: `prod/we` as a part of an image's own name, or `we` in an image of an organization with
 * `prod` in its name.
 */
function imageFilters(path: string): ImageFilter[] {
  const slash = path.indexOf("/");
  const inName = { nameContains: path };
  if (slash < 0) return [inName];
  return [{ organizationContains: path.slice(0, slash), nameContains: path.slice(slash + 1) }, inName];
}

/** By prefix or digest, which an index answers; "contains" would read every tag there is. */
async function findTags(context: Context, { path, tag, digest }: Needle) {
  const prefix = tag ?? path;
  if (digest === undefined && (prefix.includes("/") || (prefix === "" && path === ""))) return [];
  return await context.db
    .selectFrom("tags")
    .innerJoin("images", "images.id", "tags.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(["organizations.name as organization", "images.name as image", "tags.name as tag", "tags.digest"])
    .where(visibleImages(context))
    .$if(digest === undefined, (query) =>
      query.where("tags.name", ">=", prefix).where("tags.name", "<", `${prefix}\u{10ffff}`),
    )
    .$if(digest !== undefined, (query) => query.where("tags.digest", "=", digest ?? ""))
    .$if(tag !== undefined && path !== "", (query) =>
      query.where((eb) =>
        eb.or(
          imageFilters(path).map(({ organizationContains = "", nameContains }) =>
            eb.and([
              contains(eb.ref("images.name"), nameContains),
              contains(eb.ref("organizations.name"), organizationContains),
            ]),
          ),
        ),
      ),
    )
    .orderBy("tags.name")
    .orderBy("tags.id")
    .limit(SEARCH_LIMIT)
    .execute();
}
