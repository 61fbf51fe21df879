/**
 * A user's rights on single images of an organization, summed up: those that `rightsOnImage` finds beside the
 * organization's.
 */

import { LEVEL } from "../../core/permissions.ts";
import { countRows } from "../db/aggregates.ts";
import { isOwn, type OrganizationRef, type Right, type Whose } from "./rights.ts";
import { shareState, sharesWithParties } from "./share-state.ts";

/** The highest level, the latest end, and the number of images. */
export interface RightOnSome extends Right {
  images: number;
}

export async function rightOnSingleImages(
  whose: Whose,
  organization: OrganizationRef,
): Promise<RightOnSome | undefined> {
  const { db, caller } = whose;
  if (isOwn(caller, organization)) {
    const { images, level } = await db
      .selectFrom("image_grants")
      .innerJoin("images", "images.id", "image_grants.image_id")
      .select(({ fn }) => [countRows().as("images"), fn.max("image_grants.level").as("level")])
      .where("image_grants.user_id", "=", caller.user.id)
      .where("images.organization_id", "=", organization.id)
      .executeTakeFirstOrThrow();
    return images > 0 ? { through: "image", level, images } : undefined;
  }
  const { images, until } = await sharesWithParties(whose)
    .select(({ fn }) => [countRows().as("images"), fn.max("shares.ends_at").as("until")])
    .where("images.organization_id", "=", organization.id)
    .where("shares.account_id", "=", caller.account.id)
    .where(shareState(whose), "=", "in_force")
    .executeTakeFirstOrThrow();
  return images > 0 ? { through: "share", level: LEVEL.read, until, images } : undefined;
}
