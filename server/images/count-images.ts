/** How many images a list has, without walking them: the counts are kept by organization, category and visibility. */
import { sql } from "kysely";
import type { Context } from "../context.ts";
import {
  attributesMatch,
  grantedOrganizations,
  type ImageFilter,
  organizationMatches,
} from "./image-filter.ts";

/** Images the caller may see, as the filter has them; it must not ask for a name. */
export async function countImages(
  context: Context,
  filter: Omit<ImageFilter, "nameContains">,
): Promise<number> {
  const { db, caller } = context;
  const granted = grantedOrganizations(context);
  const { counted } = await db
    .selectFrom("organizations")
    .innerJoin("image_counts", "image_counts.organization_id", "organizations.id")
    .select(({ fn }) => fn.coalesce(fn.sum<number>("image_counts.images"), sql.lit(0)).as("counted"))
    .where(organizationMatches(caller, filter))
    .where(attributesMatch("image_counts", filter))
    .$if(!caller.isAdministrator, (query) =>
      query.where((eb) =>
        eb.or([eb("image_counts.is_public", "=", 1), eb("image_counts.organization_id", "in", granted)]),
      ),
    )
    .executeTakeFirstOrThrow();
  if (caller.isAdministrator) return counted;
  const { single } = await db
    .selectFrom("image_grants")
    .innerJoin("images", "images.id", "image_grants.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(({ fn }) => fn.countAll<number>().as("single"))
    .where("image_grants.user_id", "=", caller.user.id)
    .where("images.is_public", "=", 0)
    .where("images.organization_id", "not in", granted)
    .where(organizationMatches(caller, filter))
    .where(attributesMatch("images", filter))
    .executeTakeFirstOrThrow();
  return counted + single;
}
