/** Targets that an image's pushes are copied to by themselves. */
import type { SyncRuleOutcome } from "../../core/console-operations/sync.ts";
import { SYNC_RULES_PER_IMAGE } from "../../core/limits.ts";
import { checkOrganizationName } from "../../core/names.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { SwrError } from "../errors.ts";
import { findRegion, requireManager } from "../regions/service.ts";
import { cancelRecords } from "../sync-records/end.ts";
import { inTransaction } from "../transaction.ts";
import { findImageToSync } from "./find-image.ts";

export interface Target {
  region_id: string;
  remote_organization: string;
}

export interface NewRule extends Target {
  is_auto: boolean;
  override: boolean;
}

/** Whether the organization is there is seen with the first copy only (SWR API reference, CreateImageSyncRepo). */
export async function checkTarget(context: Context, target: Target): Promise<void> {
  if (checkOrganizationName(target.remote_organization, [])) {
    throw new SwrError("invalidParameter", "remoteNamespace: no name of an organization");
  }
  // The original answers 500 here, by which clients would try again.
  if (!(await findRegion(context, context.caller.account.id, target.region_id))) {
    throw new SwrError("invalidParameter", "remoteRegionId: there is no such region");
  }
}

type AddOutcome = Extract<SyncRuleOutcome, "created" | "exists" | "too_many">;

async function addRule(context: Context, imageId: number, rule: NewRule): Promise<AddOutcome> {
  const { caller, clock } = context;
  return await inTransaction(context, async ({ db }) => {
    await holdRow(db, "accounts", caller.account.id);
    const own = db.selectFrom("sync_rules").where("image_id", "=", imageId);
    const { count } = await own.select(countRows().as("count")).executeTakeFirstOrThrow();
    const same = await own
      .select("id")
      .where("region_id", "=", rule.region_id)
      .where("remote_organization", "=", rule.remote_organization)
      .executeTakeFirst();
    if (same) return "exists";
    if (count >= SYNC_RULES_PER_IMAGE) return "too_many";
    await db
      .insertInto("sync_rules")
      .values({
        image_id: imageId,
        account_id: caller.account.id,
        region_id: rule.region_id,
        remote_organization: rule.remote_organization,
        is_auto: rule.is_auto ? 1 : 0,
        override: rule.override ? 1 : 0,
        creator_id: caller.user.id,
        creator_name: caller.user.name,
        created_at: clock().toISOString(),
      })
      .execute();
    return "created";
  });
}

export async function createRule(context: Context, imageId: number, rule: NewRule): Promise<void> {
  await checkTarget(context, rule);
  const outcome = await addRule(context, imageId, rule);
  if (outcome === "exists") throw new SwrError("invalidParameter", "there is a rule for this target already");
  if (outcome === "too_many") {
    throw new SwrError("invalidParameter", `an image may have ${SYNC_RULES_PER_IMAGE} targets`);
  }
}

/** Each image by itself. */
export async function createRules(
  context: Context,
  rule: Omit<NewRule, "is_auto">,
  images: readonly { namespace: string; repository: string }[],
) {
  requireManager(context);
  await checkTarget(context, rule);
  const outcomes: { namespace: string; repository: string; outcome: SyncRuleOutcome }[] = [];
  for (const named of images) {
    outcomes.push({ ...named, outcome: await createOne(context, rule, named) });
  }
  return outcomes;
}

async function createOne(
  context: Context,
  rule: Omit<NewRule, "is_auto">,
  named: { namespace: string; repository: string },
): Promise<SyncRuleOutcome> {
  try {
    const { image } = await findImageToSync(context, named);
    return await addRule(context, image.id, { ...rule, is_auto: true });
  } catch (error) {
    if (!(error instanceof SwrError)) throw error;
    return error.error === "imageForbidden" ? "forbidden" : "not_found";
  }
}

export function listRules({ db }: Context, imageId: number) {
  return db.selectFrom("sync_rules").selectAll().where("image_id", "=", imageId).orderBy("id").execute();
}

/** What it had asked for and is not done is cancelled. */
export async function deleteRule(context: Context, imageId: number, target: Target): Promise<void> {
  await inTransaction(context, async (within) => {
    const { numDeletedRows } = await within.db
      .deleteFrom("sync_rules")
      .where("image_id", "=", imageId)
      .where("region_id", "=", target.region_id)
      .where("remote_organization", "=", target.remote_organization)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new SwrError("syncRuleNotFound");
    await cancelRecords(within, {
      image_id: imageId,
      region_id: target.region_id,
      remote_organization: target.remote_organization,
      kind: "auto",
    });
  });
}
