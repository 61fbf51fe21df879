/** Looks up webhooks, and the image or organization they belong to, for callers who may set webhooks there. */
import { mayOnImage, mayOnOrganization } from "../access/policy.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findOwnImage } from "../images/find-image.ts";
import { findOrganization } from "../organizations/find-organization.ts";

export interface Place {
  organizationId: number;
  organization: string;
  /** Null: all images of the organization. */
  imageId: number | null;
  image: string | undefined;
}

/** On an image, who may set its triggers; on an organization, who manages it. */
export async function findPlace(
  context: Context,
  { namespace, repository }: { namespace: string; repository?: string | undefined },
): Promise<Place> {
  if (repository === undefined) {
    const { id, name } = await findOrganization(context, namespace, "setWebhooks");
    return { organizationId: id, organization: name, imageId: null, image: undefined };
  }
  const { organization, image } = await findOwnImage(context, namespace, repository, "setTriggers");
  return {
    organizationId: organization.id,
    organization: organization.name,
    imageId: image.id,
    image: image.name,
  };
}

export type WebhookRow = Awaited<ReturnType<typeof findWebhook>>;

/** Throws webhookNotFound also for callers who may not set it, as its address may hold a secret. */
export async function findWebhook(context: Context, id: string) {
  const row = await context.db
    .selectFrom("webhooks")
    .innerJoin("organizations", "organizations.id", "webhooks.organization_id")
    .leftJoin("images", "images.id", "webhooks.image_id")
    .selectAll("webhooks")
    .select(["organizations.name as organization", "images.name as image", "images.is_public"])
    .where("webhooks.id", "=", id)
    .where("webhooks.account_id", "=", context.caller.account.id)
    .executeTakeFirst();
  if (!row || !(await maySet(context, row))) throw new SwrError("webhookNotFound", id);
  return row;
}

function maySet(
  context: Context,
  row: { account_id: string; organization_id: number; image_id: number | null; is_public: 0 | 1 | null },
): Promise<boolean> {
  const organization = { id: row.organization_id, account_id: row.account_id };
  if (row.image_id === null) return mayOnOrganization(context, "setWebhooks", organization);
  const image = { id: row.image_id, is_public: row.is_public ?? 0 };
  return mayOnImage(context, "setTriggers", organization, image);
}
