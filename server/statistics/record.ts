/** Counts what an account stores, in one row a day. */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import { dateOf } from "./days.ts";

/**
 * To be called in the transaction that changes the image's size by `change` bytes, while the image's row is there.
 * `time` is RFC 3339.
 */
export async function recordStored(
  db: Kysely<Database>,
  imageId: number,
  change: number,
  time: string,
): Promise<void> {
  if (change === 0) return;
  const date = dateOf(time);
  await db
    .insertInto("account_days")
    .columns(["account_id", "date", "stored_change", "pulled_bytes"])
    .expression((eb) =>
      eb
        .selectFrom("images")
        .innerJoin("organizations", "organizations.id", "images.organization_id")
        .select([
          "organizations.account_id",
          eb.val(date).as("date"),
          eb.val(change).as("stored_change"),
          eb.val(0).as("pulled_bytes"),
        ])
        .where("images.id", "=", imageId),
    )
    .onConflict((conflict) =>
      conflict.columns(["account_id", "date"]).doUpdateSet(({ eb }) => ({
        stored_change: eb("account_days.stored_change", "+", change),
      })),
    )
    .execute();
}
