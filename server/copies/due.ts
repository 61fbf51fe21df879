/** Which copies are due, and how a try begins and is put back for the next one. */
import type { ActorContext } from "../context.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import type { Failure } from "./cause.ts";

interface RegionOfAccount {
  account_id: string;
  region_id: string;
}

export type Copy = Awaited<ReturnType<typeof dueCopies>>[number];

/** The longest waiting first, those that a crash interrupted included. */
export function dueCopies(
  { db, clock }: ActorContext,
  { account_id, region_id }: RegionOfAccount,
  limit: number,
) {
  return db
    .selectFrom("sync_records as records")
    .innerJoin("images", "images.id", "records.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .selectAll("records")
    .select(["images.name as image", "organizations.name as organization"])
    .where("records.account_id", "=", account_id)
    .where("records.region_id", "=", region_id)
    .where("records.ended_at", "is", null)
    .where("records.due_at", "<=", clock().toISOString())
    .orderBy("records.due_at")
    .orderBy("records.id")
    .limit(limit)
    .execute();
}

/** When the next one is due; undefined where none is left. */
export async function nextDue(
  { db }: ActorContext,
  { account_id, region_id }: RegionOfAccount,
): Promise<Date | undefined> {
  const next = await db
    .selectFrom("sync_records")
    .select("due_at")
    .where("account_id", "=", account_id)
    .where("region_id", "=", region_id)
    .where("ended_at", "is", null)
    .orderBy("due_at")
    .limit(1)
    .executeTakeFirst();
  return next && new Date(next.due_at);
}

/** Takes down what the tag names now, as that is copied. `ended`: the copy has ended meanwhile. */
export async function beginCopy(context: ActorContext, copy: Copy): Promise<Copy | "no tag" | "ended"> {
  return await inUnsyncedTransaction(context, (within) => begin(within, copy));
}

async function begin({ db, clock }: ActorContext, copy: Copy): Promise<Copy | "no tag" | "ended"> {
  const now = clock().toISOString();
  const tag = await db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", copy.image_id)
    .where("name", "=", copy.tag)
    .executeTakeFirst();
  if (!tag) return "no tag";
  const begun = {
    digest: tag.digest,
    state: "running" as const,
    started_at: copy.started_at ?? now,
    // They told why the last try failed.
    cause: null,
    detail: "",
  };
  const { numUpdatedRows } = await db
    .updateTable("sync_records")
    .set({ ...begun, updated_at: now })
    .where("id", "=", copy.id)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n ? { ...copy, ...begun } : "ended";
}

/** The copy waits for its next try. */
export async function putBackCopy(
  context: ActorContext,
  { id }: Copy,
  { cause, detail }: Failure,
  { tries, inMs }: { tries: number; inMs: number },
): Promise<void> {
  const now = context.clock();
  const due_at = new Date(now.getTime() + inMs).toISOString();
  await inUnsyncedTransaction(context, ({ db }) =>
    db
      .updateTable("sync_records")
      .set({ state: "waiting", cause, detail, tries, due_at, speed: null, updated_at: now.toISOString() })
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute(),
  );
}

/** Which of these have ended or begun anew, because somebody cancelled or retried them or deleted the image. */
export async function endedAmong({ db }: ActorContext, copies: readonly Copy[]): Promise<Copy[]> {
  if (copies.length === 0) return [];
  const open = await db
    .selectFrom("sync_records")
    .select(["id", "attempt"])
    .where(
      "id",
      "in",
      copies.map(({ id }) => id),
    )
    .where("ended_at", "is", null)
    .execute();
  return copies.filter((copy) => !open.some(({ id, attempt }) => id === copy.id && attempt === copy.attempt));
}
