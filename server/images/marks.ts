/** What images have beside their tags (core/console-operations/image-marks.ts), in one statement for a page of a list. */
import { sql } from "kysely";
import type { ImageMarks } from "../../core/console-operations/image-marks.ts";
import { settableWebhooks } from "../access/settable-webhooks.ts";
import { shareState, sharesWithParties } from "../access/share-state.ts";
import { visibleImages } from "../access/visible-images.ts";
import { visibleShares } from "../access/visible-shares.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { inThisOrder } from "../db/sqlite/lists.ts";

export async function listImageMarks(context: Context, ids: readonly number[]): Promise<ImageMarks[]> {
  const rows = await context.db
    .selectFrom(inThisOrder(ids).as("wanted"))
    .crossJoin("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .whereRef("images.id", "=", "wanted.value")
    .where(visibleImages(context))
    .select("images.id")
    .select(({ selectFrom }) => {
      const of = (table: "retentions" | "triggers" | "webhooks" | "sync_rules") =>
        selectFrom(table).select(countRows().as("count")).whereRef(`${table}.image_id`, "=", "images.id");
      const shares = sharesWithParties(context)
        .select(countRows().as("count"))
        .where(visibleShares(context, "out"))
        .where(shareState(context), "=", "in_force")
        .where(({ eb }) => eb("shares.image_id", "=", sql.ref<number>("wanted.value")));
      return [
        of("retentions").$asScalar().$notNull().as("retentions"),
        of("triggers").$asScalar().$notNull().as("triggers"),
        of("webhooks").where(settableWebhooks(context)).$asScalar().$notNull().as("webhooks"),
        of("sync_rules").$asScalar().$notNull().as("syncs"),
        shares.$asScalar().$notNull().as("shares"),
      ];
    })
    .execute();
  return rows.map(({ retentions, ...marks }) => ({ ...marks, retention: retentions > 0 }));
}
