/** Adds firings of triggers, in the transaction that moves the tag. */
import { firesFor } from "../../core/trigger-condition.ts";
import { type ActorContext, actorName } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import { enqueue } from "../jobs/queue.ts";

/** The kind of job; its key is the firing's id. */
export const FIRING_JOB = "trigger";

export interface MovedTag {
  name: string;
  digest: string;
  /** Undefined for a new tag. */
  previousDigest: string | undefined;
}

/**
 * Adds a firing and its job for each trigger whose condition the tag meets; none where the content is the same as
 * before.
 */
export async function fireTriggers(context: ActorContext, imageId: number, tag: MovedTag): Promise<void> {
  if (tag.digest === tag.previousDigest) return;
  const triggers = await triggersOf(context.db, imageId);
  const at = context.clock();
  for (const trigger of triggers.filter((it) => firesFor(it, tag.name))) {
    const firing = {
      trigger_id: trigger.id,
      cause: "push" as const,
      tag: tag.name,
      digest: tag.digest,
      previous_digest: tag.previousDigest ?? null,
      targets: null,
    };
    await addFiring(context, firing, at);
  }
}

const triggersOf = prepared((db, imageId: Param<number>) =>
  db
    .selectFrom("triggers")
    .select(["id", "type", "condition"])
    .where("image_id", "=", imageId)
    .where("enabled", "=", 1),
);

export interface NewFiring {
  trigger_id: number;
  cause: "push" | "retry" | "rollback";
  tag: string;
  digest: string;
  previous_digest: string | null;
  targets: string | null;
}

/** To be called in a transaction. All firings of a push have the same time. Answers the firing's id. */
export async function addFiring(
  context: ActorContext,
  firing: NewFiring,
  at = context.clock(),
): Promise<number> {
  const { db } = context;
  const { id } = await db
    .insertInto("trigger_firings")
    .values({
      ...firing,
      state: "waiting",
      reason: null,
      changes: null,
      generation: null,
      creator_name: actorName(context),
      created_at: at.toISOString(),
      set_at: null,
      progressed_at: null,
      ended_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { trigger_id } = firing;
  await db.updateTable("triggers").set({ last_firing_id: id }).where("id", "=", trigger_id).execute();
  await enqueue(context, { kind: FIRING_JOB, key: String(id) });
  return id;
}
