/**
 * Candidates for "who reaches this?" and "what does this user reach?": the sources of rights.ts, looked up from the
 * other end. reach/one-policy.test.ts checks that both agree.
 */
import { sql } from "kysely";
import type { ImageRef, Looking, OrganizationRef, Subject, Whose } from "./rights.ts";
import { shareState, sharesWithParties } from "./share-state.ts";
import { visibleOrganizations } from "./visible-organizations.ts";

type Tables = Omit<Looking, "caller">;

/** Users and accounts with a right on the image or, without one, on the organization or any single image of it. */
export function whoReaches(tables: Tables, organization: OrganizationRef, image: ImageRef | undefined) {
  return usersReaching(tables, organization, image).unionAll(accountsReaching(tables, organization, image));
}

function usersReaching({ db }: Tables, organization: OrganizationRef, image: ImageRef | undefined) {
  const onOrganization = db
    .selectFrom("organization_grants")
    .select("user_id")
    .where("organization_id", "=", organization.id);
  const onImages = db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .select("image_grants.user_id")
    .where("images.organization_id", "=", organization.id)
    .$if(image !== undefined, (query) => query.where("images.id", "=", image?.id ?? 0));
  return db
    .selectFrom("users")
    .select(["users.id", "users.name", "users.is_administrator", kind("user")])
    .where("users.account_id", "=", organization.account_id)
    .where("users.enabled", "=", 1)
    .where((eb) =>
      eb.or([
        eb.lit(image?.is_public === 1),
        eb("users.is_administrator", "=", 1),
        eb("users.id", "in", onOrganization),
        eb("users.id", "in", onImages),
      ]),
    );
}

function accountsReaching(tables: Tables, organization: OrganizationRef, image: ImageRef | undefined) {
  return sharesWithParties(tables)
    .select(["target.id", "target.name", sql.lit(0).$castTo<0 | 1>().as("is_administrator"), kind("account")])
    .distinct()
    .where("images.organization_id", "=", organization.id)
    .$if(image !== undefined, (query) => query.where("images.id", "=", image?.id ?? 0))
    .where(shareState(tables), "=", "in_force");
}

/** The subject for rights.ts: a user of this account, or any user of another one. */
export function subjectOf(
  accountId: string,
  { kind, id, is_administrator }: { kind: "user" | "account"; id: string; is_administrator: 0 | 1 },
): Subject {
  return kind === "account"
    ? { account: { id }, user: { id: "" }, isAdministrator: false }
    : { account: { id: accountId }, user: { id }, isAdministrator: is_administrator === 1 };
}

function kind(of: "user" | "account") {
  return sql.lit(of).$castTo<"user" | "account">().as("kind");
}

/** What a user may reach: organizations of the own account, and images that are granted or shared singly. */
export function reachedBy(whose: Whose) {
  const { db, caller } = whose;
  const organizations = db
    .selectFrom("organizations")
    .innerJoin("accounts as owner", "owner.id", "organizations.account_id")
    .select([
      ...ORGANIZATION,
      sql.lit(null).$castTo<number | null>().as("image_id"),
      sql.lit(null).$castTo<string | null>().as("image"),
      sql.lit(0).$castTo<0 | 1>().as("is_public"),
      "organizations.name as path",
    ])
    .where(visibleOrganizations(whose));
  const granted = db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .innerJoin("accounts as owner", "owner.id", "organizations.account_id")
    .select([...ORGANIZATION, ...IMAGE])
    .where("image_grants.user_id", "=", caller.user.id)
    .where("images.account_id", "=", caller.account.id);
  const shared = sharesWithParties(whose)
    .select([...ORGANIZATION, ...IMAGE])
    .where("shares.account_id", "=", caller.account.id)
    .where(shareState(whose), "=", "in_force");
  return organizations.unionAll(granted).unionAll(shared);
}

const ORGANIZATION = [
  "organizations.id as organization_id",
  "organizations.account_id",
  "organizations.name as organization",
  "owner.name as owner",
] as const;
const IMAGE = [
  "images.id as image_id",
  sql.ref<string | null>("images.name").as("image"),
  "images.is_public",
  sql<string>`${sql.ref("organizations.name")} || '/' || ${sql.ref("images.name")}`.as("path"),
] as const;
