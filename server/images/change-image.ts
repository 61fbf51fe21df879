/** Makes an image without tags, and changes the attributes of one. */
import type { Selectable } from "kysely";
import { checkImageName } from "../../core/names.ts";
import type { Body } from "../../core/operations.ts";
import { LEVEL } from "../../core/permissions.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import { SwrError } from "../errors.ts";
import { findOrganization, requireLevel } from "../organizations/find-organization.ts";
import { serialized } from "../ports/serialize.ts";

/** It takes the level a first push takes, which would make the image as well. */
export async function createImage(
  context: Context,
  organizationName: string,
  { repository: name, ...attributes }: Body<"CreateRepo">,
): Promise<void> {
  const problem = checkImageName(name);
  if (problem) throw new SwrError("invalidImageName", problem);
  // Behind a delete of the same name, whose files would otherwise stay and show in the new image.
  await serialized(context.storage, `${organizationName}/${name}`, () =>
    context.db.transaction().execute(async (tx) => {
      const within = { ...context, db: tx };
      const organization = await findOrganization(within, organizationName);
      await requireLevel(within, organization, LEVEL.edit);
      const now = context.clock().toISOString();
      const inserted = await tx
        .insertInto("images")
        .values({
          organization_id: organization.id,
          account_id: organization.account_id,
          name,
          category: attributes.category ?? "other",
          description: attributes.description ?? "",
          is_public: attributes.is_public ? 1 : 0,
          creator_id: context.caller.user.id,
          creator_name: context.caller.user.name,
          size: 0,
          tag_count: 0,
          download_count: 0,
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.columns(["organization_id", "name"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!inserted) throw new SwrError("imageExists", `${organizationName}/${name}`);
    }),
  );
}

/** What the caller leaves out stays as it is. */
export async function updateImage(
  context: Context,
  image: Selectable<Database["images"]>,
  { is_public, category, description }: Body<"UpdateRepo">,
): Promise<void> {
  await context.db
    .updateTable("images")
    .set({
      is_public: is_public ? 1 : 0,
      category: category ?? image.category,
      description: description ?? image.description,
      updated_at: context.clock().toISOString(),
    })
    .where("id", "=", image.id)
    .execute();
}
