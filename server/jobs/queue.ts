/**
 * The queue of background jobs: rows of one table. A job is added in the transaction of the change that causes it, and
 * taken by lease, so that no crash loses it. It may therefore be begun twice: its effect on the tables comes with
 * `complete`, which only the last taker can call with success.
 */

import { sql } from "kysely";
import { countRows } from "../db/aggregates.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";

/** `key` says what the job is about, within its kind. */
export interface JobRef {
  kind: string;
  key: string;
}

export interface NewJob extends JobRef {
  /** What JSON can carry. */
  payload?: unknown;
  /** By default now. */
  runAt?: Date;
}

export interface TakenJob extends JobRef {
  id: number;
  payload: unknown;
  /** Attempts, this one included. */
  attempts: number;
  leaseId: string;
  /** How often the job had been asked for when it was taken. */
  asked: number;
}

type QueueDeps = Pick<Deps, "db" | "clock">;

/**
 * Asks for a job. One that waits under the same key is the same job, with the new payload and the earlier of both times;
 * one that is running runs once more when it has ended.
 */
export async function enqueue(
  { db, clock }: QueueDeps,
  { kind, key, payload, runAt }: NewJob,
): Promise<void> {
  await upsertJob(db, kind, key, JSON.stringify(payload ?? null), (runAt ?? clock()).toISOString());
}

const upsertJob = prepared(
  (db, kind: Param<string>, key: Param<string>, payload: Param<string>, run_at: Param<string>) =>
    db
      .insertInto("jobs")
      .values({ kind, key, payload, run_at, asked: 1, attempts: 0 })
      .onConflict((conflict) =>
        conflict.columns(["kind", "key"]).doUpdateSet(({ eb, ref }) => ({
          payload: ref("excluded.payload"),
          asked: eb("jobs.asked", "+", 1),
          // While a job is running, its time is the end of its lease.
          run_at: eb
            .case()
            .when(eb.and([eb("jobs.lease_id", "is", null), eb("jobs.run_at", ">", run_at)]))
            .then(run_at)
            .else(ref("jobs.run_at"))
            .end(),
        })),
      ),
);

/** Takes the kind's due jobs, those first that wait longest, and holds them for `leaseMs`. */
export async function take(
  { db, clock }: QueueDeps,
  kind: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<TakenJob[]> {
  const now = clock();
  const rows = await db
    .updateTable("jobs")
    .set(({ eb }) => ({
      lease_id: crypto.randomUUID(),
      run_at: new Date(now.getTime() + leaseMs).toISOString(),
      attempts: eb("attempts", "+", 1),
    }))
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("jobs")
        .select("id")
        .where("kind", "=", kind)
        .where("run_at", "<=", now.toISOString())
        .orderBy("run_at")
        .orderBy("id")
        .limit(limit),
    )
    .returning(["id", "key", "payload", "attempts", "asked", "lease_id"])
    .execute();
  return rows.map(({ payload, lease_id, ...row }) => ({
    ...row,
    kind,
    payload: JSON.parse(payload) as unknown,
    leaseId: lease_id ?? "",
  }));
}

/** Extends the lease by `leaseMs`. False: the job was cancelled, or another runner has taken it. */
export async function renew({ db, clock }: QueueDeps, job: TakenJob, leaseMs: number): Promise<boolean> {
  const run_at = new Date(clock().getTime() + leaseMs).toISOString();
  const { numUpdatedRows } = await db
    .updateTable("jobs")
    .set({ run_at })
    .where("id", "=", job.id)
    .where("lease_id", "=", job.leaseId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

/**
 * The job has ended. It is deleted, unless it was asked for again meanwhile or is to recur at the time `again`. False:
 * it was cancelled, or another runner has taken it, and what this run did must not count.
 */
export async function complete({ db, clock }: QueueDeps, job: TakenJob, again?: Date): Promise<boolean> {
  if (!again) {
    const { numDeletedRows } = await db
      .deleteFrom("jobs")
      .where("id", "=", job.id)
      .where("lease_id", "=", job.leaseId)
      .where("asked", "=", job.asked)
      .executeTakeFirst();
    if (numDeletedRows > 0n) return true;
  }
  const now = clock();
  const { numUpdatedRows } = await db
    .updateTable("jobs")
    .set(({ eb }) => ({
      lease_id: null,
      attempts: 0,
      run_at: eb
        .case()
        .when("asked", "=", job.asked)
        .then((again ?? now).toISOString())
        .else(now.toISOString())
        .end(),
    }))
    .where("id", "=", job.id)
    .where("lease_id", "=", job.leaseId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Frees the jobs of a runner that is gone. Only one process serves the tables, so at its start that is every held job.
 */
export async function releaseAll({ db, clock }: QueueDeps): Promise<void> {
  await db
    .updateTable("jobs")
    .set({ lease_id: null, run_at: clock().toISOString() })
    .where("lease_id", "is not", null)
    .execute();
}

/** The job is tried again at `runAt`. `attempts` is how many count so far. */
export async function putBack(
  { db }: Pick<Deps, "db">,
  job: TakenJob,
  runAt: Date,
  attempts = job.attempts,
): Promise<void> {
  await db
    .updateTable("jobs")
    .set({ lease_id: null, run_at: runAt.toISOString(), attempts })
    .where("id", "=", job.id)
    .where("lease_id", "=", job.leaseId)
    .execute();
}

/** Cancels a waiting or a running job; its runner notices when it renews the lease. */
export async function cancel({ db }: Pick<Deps, "db">, { kind, key }: JobRef): Promise<void> {
  await db.deleteFrom("jobs").where("kind", "=", kind).where("key", "=", key).execute();
}

/** Removes jobs without a key, which recur or are asked for again at each start, of all but these kinds. */
export async function forgetOthers({ db }: Pick<Deps, "db">, kinds: readonly string[]): Promise<void> {
  await db.deleteFrom("jobs").where("key", "=", "").where("kind", "not in", kinds).execute();
}

/** For operators: how many jobs there are by kind and state. */
export async function countJobs({
  db,
  clock,
}: QueueDeps): Promise<{ kind: string; state: string; jobs: number }[]> {
  const now = clock().toISOString();
  return await db
    .selectFrom("jobs")
    .select(({ eb }) => [
      "kind",
      eb
        .case()
        .when("lease_id", "is not", null)
        .then(sql.lit("running"))
        .when("attempts", ">", 0)
        .then(sql.lit("retrying"))
        .when("run_at", "<=", now)
        .then(sql.lit("due"))
        .else(sql.lit("planned"))
        .end()
        .as("state"),
      countRows().as("jobs"),
    ])
    .groupBy(["kind", "state"])
    .execute();
}
