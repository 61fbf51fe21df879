/** Makes an image without tags, and changes the attributes of one. */
import { checkImageName } from "../../core/names.ts";
import type { Body } from "../../core/operations.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { nameProblemText } from "../name-problem-text.ts";
import { findOrganization } from "../organizations/find-organization.ts";
import { inTransaction } from "../transaction.ts";
import { findImage } from "./find-image.ts";

/** Asks for the right that a first push needs, which would make the image as well. */
export async function createImage(
  context: Context,
  organizationName: string,
  { repository: name, ...attributes }: Body<"CreateRepo">,
): Promise<void> {
  const problem = checkImageName(name);
  if (problem) throw new SwrError("invalidImageName", nameProblemText("image", problem));
  await inTransaction(context, async (context) => {
    const organization = await findOrganization(context, organizationName, "push");
    const now = context.clock().toISOString();
    const inserted = await context.db
      .insertInto("images")
      .values({
        organization_id: organization.id,
        account_id: organization.account_id,
        name,
        category: attributes.category ?? "",
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
  });
}

/** What the caller leaves out stays as it is. */
export async function updateImage(
  context: Context,
  organizationName: string,
  imageName: string,
  { is_public, category, description }: Body<"UpdateRepo">,
): Promise<void> {
  await inTransaction(context, async (context) => {
    const { image } = await findImage(context, organizationName, imageName, "editAttributes");
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
  });
}
