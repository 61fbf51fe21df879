/** What the caller may do with each image of a list, looked up for all of them at once. */
import { type GrantedLevel, higherLevel, LEVEL } from "../../core/permissions.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import type { Viewer } from "./rights.ts";

/**
 * Levels by image id. The images must be of the caller's account and visible to the caller, so each can be read at
 * least.
 */
export async function levelsOnImages(
  { db, caller }: Viewer,
  images: readonly { id: number; organization_id: number }[],
): Promise<Map<number, GrantedLevel>> {
  if (caller.isAdministrator) return new Map(images.map(({ id }) => [id, LEVEL.manage]));
  const general = await db
    .selectFrom("organization_grants")
    .select(["organization_id", "level"])
    .where("user_id", "=", caller.user.id)
    .execute();
  const ids = images.map(({ id }) => id);
  const single = await db
    .selectFrom("image_grants")
    .select(["image_id", "level"])
    .where("user_id", "=", caller.user.id)
    .where(({ ref }) => isOneOf(ref("image_id"), ids))
    .execute();
  const ofOrganization = new Map(general.map(({ organization_id, level }) => [organization_id, level]));
  const ofImage = new Map(single.map(({ image_id, level }) => [image_id, level]));
  return new Map(
    images.map(({ id, organization_id }) => [
      id,
      higherLevel(ofOrganization.get(organization_id) ?? LEVEL.read, ofImage.get(id) ?? LEVEL.read),
    ]),
  );
}
