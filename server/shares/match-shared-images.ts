/** The query for lists of shared images. */
import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool } from "kysely";
import type { ShareState } from "../../core/shares.ts";
import { shareState, sharesWithParties } from "../access/share-state.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import { visibleShares } from "../access/visible-shares.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { contains } from "../db/sqlite/contains.ts";

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

/** The columns such a list sorts and pages by. When the image can no longer be seen, the times are the share's. */
export interface SharedImage {
  id: number;
  name: string;
  namespace: string;
  domain_name: string;
  tag_count: number;
  created_at: string;
  updated_at: string;
  /** 0 or 1. */
  seen: number;
  /** The share's deadline as it was sent; null for one's own images, which may have many shares. */
  deadline: string | null;
}

type SharedImages = SelectQueryBuilder<Database, never, SharedImage>;

/** Not sorted. */
export function matchSharedImages(context: Context, filter: SharedFilter): SharedImages {
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
    .select((eb) => [eb.lit(1).as("seen"), eb.lit(null).as("deadline")]);
}

function sharedIn(context: Context, filter: SharedFilter) {
  const seen = isValid(context);
  return sharesWithParties(context)
    .where(visibleShares(context, "in"))
    .where(validityMatches(context, filter))
    .where(namesMatch(filter))
    .select("shares.deadline")
    .select(["images.id", "images.name", "organizations.name as namespace", "owner.name as domain_name"])
    .select(({ eb, ref, lit }) => {
      const ifSeen = <Value>(value: Expression<Value>, otherwise: Expression<Value>) =>
        eb.case().when(seen).then(value).else(otherwise).end();
      return [
        ifSeen(ref("images.tag_count"), lit(0)).as("tag_count"),
        ifSeen(ref("images.created_at"), ref("shares.created_at")).as("created_at"),
        ifSeen(ref("images.updated_at"), ref("shares.updated_at")).as("updated_at"),
        ifSeen(lit(1), lit(0)).as("seen"),
      ];
    });
}

/** Shares that let the account pull the image: those in force, and any of a public image. */
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
