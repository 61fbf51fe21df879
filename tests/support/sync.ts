import { addRecord } from "../../server/sync-records/ask.ts";
import { endRecord } from "../../server/sync-records/end.ts";
import type { TestService } from "./service.ts";

export const TARGET = { region_id: "dr", remote_organization: "backup" };

/** As an administrator types it; nothing is there. */
export const NEW_REGION = {
  id: "dr",
  name: "Second site",
  registry: "https://dr.example",
  project: "local-1",
  access_key: "AK",
  secret_key: "secret-key-of-the-region",
};

/** A rule, a record that waits and one that has failed. Answers the ids of both. */
export async function laySync(
  service: TestService,
  imageId: number,
  digest: string,
): Promise<{ waiting: number; failed: number }> {
  const { db } = service.deps;
  const { id: creator_id, name: creator_name, accountId } = service.admin;
  const context = await service.context();
  const rule = { ...TARGET, override: 1 as const, creator_id, creator_name };
  await db
    .insertInto("sync_rules")
    .values({
      ...rule,
      image_id: imageId,
      account_id: accountId,
      is_auto: 0,
      created_at: context.clock().toISOString(),
    })
    .execute();
  const add = (name: string) => addRecord(context, imageId, { ...rule, kind: "manual" }, { name, digest });
  const failed = await add("v1");
  await endRecord(context, failed, { state: "failed", cause: "tls", detail: "no trusted connection" });
  return { failed, waiting: await add("v1") };
}
