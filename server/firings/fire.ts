/** Asks for what triggers do, in the transaction that moves the tag. */
import { firesFor } from "../../core/trigger-condition.ts";
import type { ActorContext } from "../context.ts";
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

/** A firing and a job for each trigger of the image that the tag concerns. The same content again concerns none. */
export async function fireTriggers(context: ActorContext, imageId: number, tag: MovedTag): Promise<void> {
  if (tag.digest === tag.previousDigest) return;
  const triggers = await triggersOf(context.db, imageId);
  for (const trigger of triggers.filter((it) => firesFor(it, tag.name))) {
    await addFiring(context, {
      trigger_id: trigger.id,
      cause: "push",
      tag: tag.name,
      digest: tag.digest,
      previous_digest: tag.previousDigest ?? null,
      targets: null,
    });
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

/** In the caller's transaction. Answers its id. */
export async function addFiring(context: ActorContext, firing: NewFiring): Promise<number> {
  const { actor, db, clock } = context;
  const { id } = await db
    .insertInto("trigger_firings")
    .values({
      ...firing,
      state: "waiting",
      reason: null,
      changes: null,
      generation: null,
      creator_name: "user" in actor ? actor.user.name : actor.name,
      created_at: clock().toISOString(),
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
