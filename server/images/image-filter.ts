/** What a list of images is narrowed by, as conditions on the rows. */

import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Caller, Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { contains, lowerCaseContains } from "../db/sqlite/contains.ts";
import { unindexed } from "../db/sqlite/unindexed.ts";

export interface ImageFilter {
  organization?: string | undefined;
  organizationContains?: string | undefined;
  nameContains?: string | undefined;
  category?: string | undefined;
  isPublic?: boolean | undefined;
}

type Counted = "images" | "image_counts" | "account_image_counts";

/** Category and visibility, for the rows of images and for their counts alike. What has no category is among the others. */
export function attributesMatch(table: Counted, { category, isPublic }: ImageFilter): Expression<SqlBool> {
  const eb = expressionBuilder<Database, Counted>();
  const column = (name: "category" | "is_public") => unindexed(eb.ref(`${table}.${name}`));
  return eb.and([
    ...(category === undefined ? [] : [eb(column("category"), "in", matching(category))]),
    ...(isPublic === undefined ? [] : [eb(column("is_public"), "=", isPublic ? 1 : 0)]),
  ]);
}

function matching(category: string): string[] {
  return category === "other" ? ["other", ""] : [category];
}

/** Names of images are in lower case (core/names.ts). */
export function nameMatches({ nameContains }: ImageFilter): Expression<SqlBool> {
  const eb = expressionBuilder<Database, "images">();
  if (nameContains === undefined) return eb.lit(true);
  return lowerCaseContains(eb.ref("images.name"), nameContains);
}

export function namesOrganizations({ organization, organizationContains }: ImageFilter): boolean {
  return organization !== undefined || organizationContains !== undefined;
}

/** Organizations of the caller's account, those named by the filter. */
export function organizationMatches(caller: Caller, filter: ImageFilter): Expression<SqlBool> {
  const eb = expressionBuilder<Database, "organizations">();
  const { organization, organizationContains } = filter;
  return eb.and([
    eb("organizations.account_id", "=", caller.account.id),
    ...(organization === undefined ? [] : [eb("organizations.name", "=", organization)]),
    ...(organizationContains === undefined
      ? []
      : [contains(eb.ref("organizations.name"), organizationContains)]),
  ]);
}

/** Ids of those organizations. */
export function namedOrganizations({ db, caller }: Pick<Context, "db" | "caller">, filter: ImageFilter) {
  return db.selectFrom("organizations").select("organizations.id").where(organizationMatches(caller, filter));
}
