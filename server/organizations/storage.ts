/** What organizations store, and their quotas. A quota is enforced where images come in (manifests/room.ts). */
import type { OrganizationStorage } from "../../core/console-operations/storage.ts";
import { visibleOrganizations } from "../access/visible-organizations.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../transaction.ts";
import { findOrganization } from "./find-organization.ts";

const COLUMNS = ["organizations.name", "organizations.stored_bytes", "organizations.quota_bytes"] as const;

export async function listStorage(context: Context): Promise<OrganizationStorage[]> {
  return await context.db
    .selectFrom("organizations")
    .select(COLUMNS)
    .where(visibleOrganizations(context))
    .orderBy("organizations.name")
    .execute();
}

/** `quota` is in bytes, null for none. Below what is stored, it lets nothing more in. */
export async function setQuota(
  context: Context,
  name: string,
  quota: number | null,
): Promise<OrganizationStorage> {
  return await inTransaction(context, async (context) => {
    const { id } = await findOrganization(context, name, "setQuota");
    return await context.db
      .updateTable("organizations")
      .set({ quota_bytes: quota })
      .where("id", "=", id)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
  });
}
