/** Who has rights on an image. */

import type { ResponseOf } from "../../core/operations.ts";
import { type GrantedLevel, higherLevel, LEVEL } from "../../core/permissions.ts";
import type { Context } from "../context.ts";
import { levelOnImage } from "../policy.ts";
import type { ImageInOrganization } from "./find-image.ts";

/**
 * `self_auth` is what the caller may do, by whatever grant; whoever sees a public image may pull it, which is to read.
 * The others are those listed on the image itself, and no business of another account's.
 */
export async function showImageAccess(
  { db, caller }: Context,
  { organization, image }: ImageInOrganization,
): Promise<ResponseOf<"ShowUserRepositoryAuth">> {
  const level = await levelOnImage(db, caller, organization, image);
  const granted = await db
    .selectFrom("image_grants")
    .innerJoin("users", "users.id", "image_grants.user_id")
    .select(["users.id as user_id", "users.name as user_name", "image_grants.level as auth"])
    .where("image_id", "=", image.id)
    .where("users.id", "!=", caller.user.id)
    .orderBy("users.name")
    .execute();
  return {
    id: image.id,
    name: image.name,
    self_auth: {
      user_id: caller.user.id,
      user_name: caller.user.name,
      auth: higherLevel(level, LEVEL.read) as GrantedLevel,
    },
    others_auths: organization.account_id === caller.account.id ? granted : [],
  };
}
