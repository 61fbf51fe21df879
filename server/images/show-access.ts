/** Who has rights on an image. */
import type { ResponseOf } from "../../core/operations.ts";
import { shownLevel } from "../access/policy.ts";
import { isOwn, rightsOnImage } from "../access/rights.ts";
import type { Context } from "../context.ts";
import type { ImageInOrganization } from "./find-image.ts";

/**
 * `self_auth` is what the caller may do, by whatever right.
 * The others are those listed on the image itself, and no business of another account's.
 */
export async function showImageAccess(
  context: Context,
  { organization, image }: ImageInOrganization,
): Promise<ResponseOf<"ShowUserRepositoryAuth">> {
  const { db, caller } = context;
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
      auth: await shownLevel(rightsOnImage(context, organization, image)),
    },
    others_auths: isOwn(caller, organization) ? granted : [],
  };
}
