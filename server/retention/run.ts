/**
 * Runs a policy: deletes the tags that its rule does not keep, one by one, and logs which were deleted and which could
 * not be.
 */
import type { ActorContext } from "../context.ts";
import { givingWay } from "../jobs/give-way.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { enqueue } from "../jobs/queue.ts";
import { deleteTag } from "../manifests/deletions.ts";
import { StorageError } from "../ports/storage-error.ts";
import { inTransaction } from "../transaction.ts";
import { decideTags, type TagDecision } from "./decide-tags.ts";
import { freedBytes } from "./freed-bytes.ts";
import { removeBeyond } from "./prune.ts";
import { ruleOfRow } from "./rule.ts";

export const RETENTION_JOB = "retention";

const HOUR_MS = 60 * 60 * 1000;
/** Tags deleted at once, sharing a transaction: enough to save syncs, few enough that requests do not wait long. */
const AT_ONCE = 5;

/** Runs the policy of one image; the job's key is the image's id. */
export const retentionRun: JobKind = {
  name: RETENTION_JOB,
  concurrency: 2,
  attempts: 5,
  async run(context) {
    const policy = await findPolicy(context, Number(context.key));
    if (!policy) return undefined;
    const { decided, freed } = await givingWay(context, () => decide(context, policy));
    const count = { deleted: 0, left: 0, failed: 0 };
    const doomed = decided.filter(({ decision }) => !decision.kept);
    for (let start = 0; start < doomed.length; start += AT_ONCE) {
      context.signal.throwIfAborted();
      const tags = doomed.slice(start, start + AT_ONCE);
      const remove = () => Promise.all(tags.map((tag) => removeTag(context, policy, tag)));
      for (const outcome of await givingWay(context, remove)) count[outcome] += 1;
    }
    await removeBeyond(context, policy.image_id);
    return async ({ db, clock }) => {
      const now = clock().toISOString();
      const deleted = { deleted_at: now, deleted_tags: count.deleted, freed_bytes: freed };
      await db
        .updateTable("retentions")
        .set({ last_run_at: now, failed_tags: count.failed, ...(count.deleted > 0 && deleted) })
        .where("id", "=", policy.id)
        .execute();
    };
  },
};

/** Asks for a run of every policy each hour, as tags grow old by themselves. */
export const retentionSweep: JobKind = {
  name: "retention-sweep",
  concurrency: 1,
  attempts: 3,
  everyMs: HOUR_MS,
  async run(context) {
    let last: number | undefined = 0;
    while (last !== undefined) {
      context.signal.throwIfAborted();
      const after: number = last;
      last = await givingWay(context, () => enqueueSome(context, after));
    }
    return undefined;
  },
};

/** Rules whose jobs are enqueued by one transaction. */
const ENQUEUED_AT_ONCE = 200;

/** Asks for the runs of images behind `after`. Answers the last one's id. */
async function enqueueSome(context: JobRun, after: number): Promise<number | undefined> {
  return await inTransaction(context, async (within) => {
    const policies = await within.db
      .selectFrom("retentions")
      .select("image_id")
      .where("image_id", ">", after)
      .orderBy("image_id")
      .limit(ENQUEUED_AT_ONCE)
      .execute();
    for (const { image_id } of policies)
      await enqueue(within, { kind: RETENTION_JOB, key: String(image_id) });
    return policies.at(-1)?.image_id;
  });
}

type Policy = NonNullable<Awaited<ReturnType<typeof findPolicy>>>;

function findPolicy({ db }: ActorContext, imageId: number) {
  return db
    .selectFrom("retentions")
    .innerJoin("images", "images.id", "retentions.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .selectAll("retentions")
    .select(["images.name as image", "organizations.name as organization"])
    .where("retentions.image_id", "=", imageId)
    .executeTakeFirst();
}

async function decide(context: JobRun, policy: Policy) {
  const decided = await decideTags(context, policy.image_id, ruleOfRow(policy), context.clock());
  await forgetFailures(context, policy.image_id);
  // Counted before the tags are gone. After a crash it is what was left to do then.
  return { decided, freed: await freedBytes(context, policy.image_id, decided) };
}

/** `left`: the tag was moved or deleted meanwhile, and is left alone. */
async function removeTag(
  context: JobRun,
  policy: Policy,
  { decision, digest }: TagDecision,
): Promise<"deleted" | "left" | "failed"> {
  const image = { id: policy.image_id, name: policy.image };
  let outcome: "deleted" | "left" = "left";
  try {
    await deleteTag(context, policy.organization, image, decision.name, {
      digest,
      record: async (within) => {
        await requireUnchanged(within, policy);
        await log(within, policy, { tag: decision.name, digest, failure: null });
        outcome = "deleted";
      },
    });
    return outcome;
  } catch (error) {
    if (error instanceof PolicyChanged) throw error;
    // The row is gone, so the tag is deleted, even if its files still lag behind.
    if (!(await isThere(context, policy.image_id, decision.name, digest))) return outcome;
    context.log.error("retention could not delete a tag", error, { tag: decision.name });
    // For people; the details are in the service's log.
    const failure = error instanceof StorageError ? error.message : "internal error";
    await log(context, policy, { tag: decision.name, digest, failure });
    return "failed";
  }
}

async function isThere(
  { db }: ActorContext,
  imageId: number,
  name: string,
  digest: string,
): Promise<boolean> {
  const row = await db
    .selectFrom("tags")
    .select("id")
    .where("image_id", "=", imageId)
    .where("name", "=", name)
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the run: the change of the policy has asked for a new one. */
class PolicyChanged extends Error {
  override name = "PolicyChanged";
}

async function requireUnchanged({ db }: ActorContext, { id, updated_at }: Policy): Promise<void> {
  const same = await db
    .selectFrom("retentions")
    .select("id")
    .where("id", "=", id)
    .where("updated_at", "=", updated_at)
    .executeTakeFirst();
  if (!same) throw new PolicyChanged("the policy was changed while it ran");
}

async function log(
  { db, clock }: ActorContext,
  policy: Policy,
  entry: { tag: string; digest: string; failure: string | null },
): Promise<void> {
  await db
    .insertInto("retention_log")
    .values({
      image_id: policy.image_id,
      retention_id: policy.id,
      rule: JSON.stringify(ruleOfRow(policy)),
      created_at: clock().toISOString(),
      ...entry,
    })
    .execute();
}

/** The log keeps failures of the last run only, so that what fails each hour stands there once. */
async function forgetFailures({ db }: ActorContext, imageId: number): Promise<void> {
  await db
    .deleteFrom("retention_log")
    .where("image_id", "=", imageId)
    .where("failure", "is not", null)
    .execute();
}
