/**
 * Who may do what: the one place that decides, for the management API and the registry alike. An administrator
 * manages everything of the account without being listed; others hold grants on organizations or single images.
 */
import type { Kysely } from "kysely";
import { type Action, allows, higherLevel, LEVEL, type Level } from "../core/permissions.ts";
import type { Caller } from "./context.ts";
import type { Database } from "./db/schema.ts";

export interface OrganizationRef {
  id: number;
  account_id: string;
}

export interface ImageRef {
  id: number;
  is_public: 0 | 1;
}

export async function levelOnOrganization(
  db: Kysely<Database>,
  caller: Caller,
  organization: OrganizationRef,
): Promise<Level> {
  if (organization.account_id !== caller.account.id) return LEVEL.none;
  if (caller.isAdministrator) return LEVEL.manage;
  const grant = await db
    .selectFrom("organization_grants")
    .select("level")
    .where("organization_id", "=", organization.id)
    .where("user_id", "=", caller.user.id)
    .executeTakeFirst();
  return grant?.level ?? LEVEL.none;
}

/** A grant on the organization covers all its images; one on the image only that image. */
export async function levelOnImage(
  db: Kysely<Database>,
  caller: Caller,
  organization: OrganizationRef,
  image: ImageRef,
): Promise<Level> {
  const inherited = await levelOnOrganization(db, caller, organization);
  if (inherited === LEVEL.manage || organization.account_id !== caller.account.id) return inherited;
  const grant = await db
    .selectFrom("image_grants")
    .select("level")
    .where("image_id", "=", image.id)
    .where("user_id", "=", caller.user.id)
    .executeTakeFirst();
  return higherLevel(inherited, grant?.level ?? LEVEL.none);
}

/**
 * May the caller do this to the image? `image` is undefined before the first push has made it. Anyone may pull a
 * public image, without signing in too (`caller` is undefined then); a page upload asks for the level on the
 * organization, the image's own is not enough.
 */
export async function mayOnImage(
  db: Kysely<Database>,
  caller: Caller | undefined,
  action: Action,
  organization: OrganizationRef,
  image: ImageRef | undefined,
): Promise<boolean> {
  if ((action === "pull" || action === "view") && image?.is_public === 1) return true;
  if (caller === undefined) return false;
  const pageUpload = action === "push" && caller.via === "session";
  const level =
    image === undefined || pageUpload
      ? await levelOnOrganization(db, caller, organization)
      : await levelOnImage(db, caller, organization, image);
  return allows(level, action);
}
