import type { ActorContext } from "../context.ts";
import type { Copy } from "./due.ts";

/**
 * `organization/image` in the region to mount a blob from: another image that has the blob here and was copied there.
 * If it is not there after all, the blob is sent.
 */
export async function otherImageWith(
  { db }: ActorContext,
  copy: Copy,
  digest: string,
): Promise<string | undefined> {
  const other = await db
    .selectFrom("manifest_references as references")
    .innerJoin("sync_records as records", "records.image_id", "references.image_id")
    .innerJoin("images", "images.id", "records.image_id")
    .select(["records.remote_organization as organization", "images.name"])
    .where("references.digest", "=", digest)
    .where("records.account_id", "=", copy.account_id)
    .where("records.region_id", "=", copy.region_id)
    .where("records.state", "=", "success")
    .where(({ eb, or }) =>
      or([
        eb("images.id", "!=", copy.image_id),
        eb("records.remote_organization", "!=", copy.remote_organization),
      ]),
    )
    .orderBy("records.id", "desc")
    .limit(1)
    .executeTakeFirst();
  return other && `${other.organization}/${other.name}`;
}
