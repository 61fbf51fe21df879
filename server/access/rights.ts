/** Where a right comes from: each source is asked here and nowhere else, lists apart (visible-images.ts). */
import type { Kysely } from "kysely";
import { type GrantedLevel, LEVEL } from "../../core/permissions.ts";
import type { Caller } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { endOfShareInForce } from "./share-state.ts";

/** The user whose rights are looked up: the caller, or somebody the caller may ask about. */
export interface Subject {
  account: { id: string };
  user: { id: string };
  isAdministrator: boolean;
}

/**
 * What a look-up of rights needs; the clock, because rights may end. `caller` is undefined where nobody has signed in.
 */
export interface Looking {
  caller: Subject | undefined;
  db: Kysely<Database>;
  clock: () => Date;
}

/** A look-up for a known user. */
export type Whose = Looking & { caller: Subject };

/** A look-up for whoever sent the request, signed in or not. */
export type Asking = Looking & { caller: Caller | undefined };

/** A look-up for a signed-in caller, as lists make it. */
export type Viewer = Asking & { caller: Caller };

export interface OrganizationRef {
  id: number;
  account_id: string;
}

export interface ImageRef {
  id: number;
  is_public: 0 | 1;
}

export interface Right {
  level: GrantedLevel;
  through: "public" | "administrator" | "organization" | "image" | "share";
  /** The instant from which it no longer counts; undefined where no end is set. */
  until?: string;
}

export function isOwn(caller: Subject, organization: OrganizationRef): boolean {
  return organization.account_id === caller.account.id;
}

/** An administrator manages everything of the account without being listed; others hold grants. */
export async function* rightsOnOrganization(
  { caller, db }: Looking,
  organization: OrganizationRef,
): AsyncGenerator<Right> {
  if (!caller || !isOwn(caller, organization)) return;
  if (caller.isAdministrator) yield { level: LEVEL.manage, through: "administrator" };
  const [grant] = await organizationGrant(db, organization.id, caller.user.id);
  if (grant) yield { level: grant.level, through: "organization" };
}

/**
 * The cheapest source comes first, so a reader can stop as soon as it has found enough. A right on the organization
 * covers all its images, a grant on the image only that one, and anyone may pull what is public, without signing in
 * too. A share is for all users of the account it was made with, and never more than reading.
 */
export async function* rightsOnImage(
  looking: Looking,
  organization: OrganizationRef,
  image: ImageRef,
): AsyncGenerator<Right> {
  const { caller, db } = looking;
  if (image.is_public === 1 && (await countsAsPublic(looking, organization))) {
    yield { level: LEVEL.read, through: "public" };
  }
  if (!caller) return;
  if (!isOwn(caller, organization)) {
    const until = await endOfShareInForce(looking, image.id, caller.account.id);
    if (until !== undefined) yield { level: LEVEL.read, through: "share", until };
    return;
  }
  yield* rightsOnOrganization(looking, organization);
  const [grant] = await imageGrant(db, image.id, caller.user.id);
  if (grant) yield { level: grant.level, through: "image" };
}

const organizationGrant = prepared((db, organizationId: Param<number>, userId: Param<string>) =>
  db
    .selectFrom("organization_grants")
    .select("level")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", userId),
);

const imageGrant = prepared((db, imageId: Param<number>, userId: Param<string>) =>
  db.selectFrom("image_grants").select("level").where("image_id", "=", imageId).where("user_id", "=", userId),
);

/** Public images of a disabled account stay public only if the operator said so (`--keep-public`). */
async function countsAsPublic({ caller, db }: Looking, organization: OrganizationRef): Promise<boolean> {
  if (caller && isOwn(caller, organization)) return true;
  const [account] = await accountOfPublic(db, organization.account_id);
  return account?.enabled === 1 || account?.keeps_public_images === 1;
}

const accountOfPublic = prepared((db, id: Param<string>) =>
  db.selectFrom("accounts").select(["enabled", "keeps_public_images"]).where("id", "=", id),
);
