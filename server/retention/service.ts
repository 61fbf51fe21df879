/** An image's retention policy. Who may delete the image's tags may set it; it runs at once. */
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { enqueue } from "../jobs/queue.ts";
import { inTransaction } from "../transaction.ts";
import { checkRule } from "./decide-tags.ts";
import { columnsOfRule, ruleOfRow } from "./rule.ts";
import { RETENTION_JOB } from "./run.ts";

export interface RetentionPolicy {
  id: number;
  rule: RetentionPolicyRule;
}

/** The reference has no code for a second policy; 4000014 is its word for whatever else is wrong. */
export async function createRetention(
  context: Context,
  imageId: number,
  rule: RetentionPolicyRule,
): Promise<number> {
  checkRule(rule);
  return await inTransaction(context, async (within) => {
    const now = within.clock().toISOString();
    const created = await within.db
      .insertInto("retentions")
      .values({ image_id: imageId, ...columnsOfRule(rule), created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column("image_id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!created) throw new SwrError("invalidParameter", "the image has a retention policy already");
    await enqueue(within, { kind: RETENTION_JOB, key: String(imageId) });
    return created.id;
  });
}

export async function updateRetention(
  context: Context,
  imageId: number,
  id: number,
  rule: RetentionPolicyRule,
): Promise<void> {
  checkRule(rule);
  await inTransaction(context, async (within) => {
    const policy = await findRetention(within, imageId, id);
    if (policy.rule.template !== rule.template) {
      throw new SwrError("invalidBody", "rules.0.template: stays as it was created");
    }
    await within.db
      .updateTable("retentions")
      .set({ ...columnsOfRule(rule), updated_at: within.clock().toISOString() })
      .where("id", "=", id)
      .execute();
    await enqueue(within, { kind: RETENTION_JOB, key: String(imageId) });
  });
}

/** The log of deleted tags stays. */
export async function deleteRetention(context: Context, imageId: number, id: number): Promise<void> {
  await inTransaction(context, async (within) => {
    await findRetention(within, imageId, id);
    await within.db.deleteFrom("retentions").where("id", "=", id).execute();
  });
}

export async function listRetentions({ db }: Context, imageId: number): Promise<RetentionPolicy[]> {
  const rows = await db.selectFrom("retentions").selectAll().where("image_id", "=", imageId).execute();
  return rows.map((row) => ({ id: row.id, rule: ruleOfRow(row) }));
}

export async function findRetention(context: Context, imageId: number, id: number): Promise<RetentionPolicy> {
  const policies = await listRetentions(context, imageId);
  const policy = policies.find((it) => it.id === id);
  if (!policy) throw new SwrError("retentionNotFound", String(id));
  return policy;
}
