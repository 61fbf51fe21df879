/** Who may do what: the one place that decides, for the management API and the registry alike. */
import {
  type Action,
  allows,
  type GrantedLevel,
  higherLevel,
  LEVEL,
  type Level,
} from "../../core/permissions.ts";
import type { Caller } from "../context.ts";
import {
  type Asking,
  type ImageRef,
  type OrganizationRef,
  type Right,
  rightsOnImage,
  rightsOnOrganization,
} from "./rights.ts";

/** May the caller do this to the organization, or, as a first push does, make an image in it? */
export async function mayOnOrganization(
  asking: Asking,
  action: Action,
  organization: OrganizationRef,
): Promise<boolean> {
  return (await firstThatAllows(rightsOnOrganization(asking, organization), action)) !== undefined;
}

/**
 * May the caller do this to the image? `image` is undefined before the first push has made it. A page upload asks for
 * the level on the organization, the image's own is not enough.
 */
export async function mayOnImage(
  asking: Asking,
  action: Action,
  organization: OrganizationRef,
  image: ImageRef | undefined,
): Promise<boolean> {
  return (await rightToImage(asking, action, organization, image)) !== undefined;
}

/** The right that allows it, which may have an end; undefined where there is none. */
export function rightToImage(
  asking: Asking,
  action: Action,
  organization: OrganizationRef,
  image: ImageRef | undefined,
): Promise<Right | undefined> {
  const pageUpload = action === "push" && asking.caller?.via === "session";
  const rights =
    image === undefined || pageUpload
      ? rightsOnOrganization(asking, organization)
      : rightsOnImage(asking, organization, image);
  return firstThatAllows(rights, action);
}

/**
 * The highest level the caller may grant to others and take back from them; `none`: nothing. Nobody gives more than
 * they have, and giving asks for manage. The exception: on an image, who has edit on its organization may grant up to
 * edit (SWR API reference, CreateUserRepositoryAuth).
 */
export async function grantableLevel(
  asking: Asking,
  organization: OrganizationRef,
  image: ImageRef | undefined,
): Promise<Level> {
  let highest: Level = LEVEL.none;
  const rights = image
    ? rightsOnImage(asking, organization, image)
    : rightsOnOrganization(asking, organization);
  for await (const { level, through } of rights) {
    if (level === LEVEL.manage) return level;
    if (image && through === "organization" && level === LEVEL.edit) highest = level;
  }
  return highest;
}

/**
 * The level to show to somebody who was let in already, and so may read at least. It is for display, not for decisions.
 */
export async function shownLevel(rights: AsyncIterable<Right>): Promise<GrantedLevel> {
  let highest: GrantedLevel = LEVEL.read;
  for await (const { level } of rights) {
    highest = higherLevel(highest, level);
    if (highest === LEVEL.manage) break;
  }
  return highest;
}

async function firstThatAllows(rights: AsyncIterable<Right>, action: Action): Promise<Right | undefined> {
  for await (const right of rights) if (allows(right.level, action)) return right;
  return undefined;
}

/** May create and change the account's users. */
export function mayManageUsers(caller: Caller): boolean {
  return caller.isAdministrator;
}

/** May add and remove the account's clusters, whose credentials can change what runs there. */
export function mayManageClusters(caller: Caller): boolean {
  return caller.isAdministrator;
}

/** May copy images to other regions and keep the keys to them: "only the account or an administrator" (user guide). */
export function maySync(caller: Caller): boolean {
  return caller.isAdministrator;
}

/** Access keys and tokens are managed by their user, and by the account's administrators. */
export function maySeeTo(caller: Caller, userId: string): boolean {
  return userId === caller.user.id || mayManageUsers(caller);
}
