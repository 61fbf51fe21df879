/**
 * Images that the account shares with others, and those that others share with it. The latter stay in the list when the
 * share has ended, with what was known of them then and nothing newer: their owner tells no more.
 */
import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool } from "kysely";
import type { ShareState } from "../../core/shares.ts";
import { shareState, sharesWithParties } from "../access/share-state.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import { visibleShares } from "../access/visible-shares.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { contains } from "../db/sqlite/contains.ts";
import { readInThisOrder } from "../images/service.ts";
import type { Page } from "../list-query.ts";

/** `self`: by the caller's account; `thirdparty`: with it. */
type Center = "self" | "thirdparty";

export interface SharedFilter {
  center: Center;
  organization?: string | undefined;
  organizationContains?: string | undefined;
  nameContains?: string | undefined;
  owner?: string | undefined;
  /** Only images with a share that is valid, or with one that is not. */
  isValid?: boolean | undefined;
}

/** What a list is cut by. Of an image that can no longer be seen the times are the share's. */
interface SharedImage {
  id: number;
  name: string;
  namespace: string;
  domain_name: string;
  tag_count: number;
  created_at: string;
  updated_at: string;
  /** 0 or 1. */
  seen: number;
}

type SharedImages = SelectQueryBuilder<Database, never, SharedImage>;

/** What an image shared with the account looks like when the share is over. */
const UNSEEN = {
  category: "",
  description: "",
  size: 0,
  is_public: 0 as const,
  download_count: 0,
  tags: [] as string[],
};

/** `total` counts all pages. */
export async function listSharedImages(
  context: Context,
  filter: SharedFilter,
  { column, direction }: { column: keyof SharedImage; direction: "asc" | "desc" },
  page: Page,
) {
  const shared = matching(context, filter).as("shared");
  const { total } = await context.db
    .selectFrom(shared)
    .select(countRows().as("total"))
    .executeTakeFirstOrThrow();
  const cut = await context.db
    .selectFrom(shared)
    .selectAll()
    .orderBy(column, direction)
    .orderBy("id", direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, rows: await readShared(context, filter, cut) };
}

/** As listImagesAfter of one's own: `limit` images behind the one of the id `marker`. */
export async function listSharedImagesAfter(
  context: Context,
  filter: SharedFilter,
  marker: number,
  limit: number,
) {
  const found = await context.db
    .selectFrom(matching(context, filter).as("shared"))
    .selectAll()
    .where("id", ">", marker)
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const cut = found.slice(0, limit);
  const nextMarker = found.length > limit ? cut.at(-1)?.id : undefined;
  return { rows: await readShared(context, filter, cut), nextMarker };
}

/** Of one's own, `status` says nothing: one image has many shares (SWR API reference, section 4). */
async function readShared(context: Context, { center }: SharedFilter, cut: SharedImage[]) {
  const byId = new Map(cut.map((shared) => [shared.id, shared]));
  const images = await readInThisOrder(context, [...byId.keys()]);
  return images.flatMap((image) => {
    const shared = byId.get(image.id);
    if (!shared) return [];
    const { tag_count, created_at, updated_at } = shared;
    const seen = shared.seen === 1;
    const status = center === "thirdparty" && seen;
    return { ...image, ...(!seen && UNSEEN), tag_count, created_at, updated_at, status };
  });
}

function matching(context: Context, filter: SharedFilter): SharedImages {
  const shared = filter.center === "self" ? sharedOut(context, filter) : sharedIn(context, filter);
  return shared as unknown as SharedImages;
}

function sharedOut(context: Context, filter: SharedFilter) {
  const ids = sharesWithParties(context)
    .select("shares.image_id")
    .where("shares.owner_id", "=", context.caller.account.id)
    .where(validityMatches(context, filter));
  return context.db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .innerJoin("accounts as owner", "owner.id", "images.account_id")
    .where("images.account_id", "=", context.caller.account.id)
    .where("images.id", "in", ids)
    .where(visibleInAccount(context))
    .where(namesMatch(filter))
    .select(["images.id", "images.name", "organizations.name as namespace", "owner.name as domain_name"])
    .select(["images.tag_count", "images.created_at", "images.updated_at"])
    .select((eb) => eb.lit(1).as("seen"));
}

function sharedIn(context: Context, filter: SharedFilter) {
  const seen = isValid(context);
  return sharesWithParties(context)
    .where(visibleShares(context, "in"))
    .where(validityMatches(context, filter))
    .where(namesMatch(filter))
    .select(["images.id", "images.name", "organizations.name as namespace", "owner.name as domain_name"])
    .select(({ eb, ref }) => [
      eb.case().when(seen).then(ref("images.tag_count")).else(0).end().as("tag_count"),
      eb
        .case()
        .when(seen)
        .then(ref("images.created_at"))
        .else(ref("shares.created_at"))
        .end()
        .as("created_at"),
      eb
        .case()
        .when(seen)
        .then(ref("images.updated_at"))
        .else(ref("shares.updated_at"))
        .end()
        .as("updated_at"),
      eb.case().when(seen).then(1).else(0).end().as("seen"),
    ]);
}

/** While the image is public anyone may pull it. */
function isValid(context: Context): Expression<SqlBool> {
  const states: readonly ShareState[] = ["in_force", "public"];
  return expressionBuilder<Database>()(shareState(context), "in", states);
}

function validityMatches(context: Context, { isValid: wanted }: SharedFilter): Expression<SqlBool> {
  const eb = expressionBuilder<Database>();
  if (wanted === undefined) return eb.lit(true);
  return wanted ? isValid(context) : eb.not(isValid(context));
}

function namesMatch(filter: SharedFilter): Expression<SqlBool> {
  const { organization, organizationContains, nameContains, owner } = filter;
  const eb = expressionBuilder<
    Database & { owner: Database["accounts"] },
    "images" | "organizations" | "owner"
  >();
  return eb.and([
    ...(organization === undefined ? [] : [eb("organizations.name", "=", organization)]),
    ...(organizationContains === undefined
      ? []
      : [contains(eb.ref("organizations.name"), organizationContains)]),
    ...(nameContains === undefined ? [] : [contains(eb.ref("images.name"), nameContains)]),
    ...(owner === undefined ? [] : [eb("owner.name", "=", owner)]),
  ]);
}
