/** Runs due jobs. Node's timer calls `tick` (server/node/job-timer.ts); tests move the clock and call it themselves. */
import { jobContext } from "../context.ts";
import type { Deps } from "../deps.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import { GiveUp, type JobKind, waitAfter } from "./kind.ts";
import { complete, enqueue, forgetOthers, putBack, renew, type TakenJob, take } from "./queue.ts";

/** A runner that has not renewed its lease for so long counts as dead. */
const LEASE_MS = 30_000;
/** How often a lease is renewed, and so how soon a job notices that it was cancelled. */
const RENEW_EVERY_MS = 2_000;
/**
 * The time between the starts of two jobs while requests come, so that few requests meet a job. It also spreads jobs
 * that would otherwise return to the same cluster or receiver together.
 */
const APART_MS = 50;

export interface JobRunner {
  /** Starts due jobs, as many as may run at once; each worker then goes on with the next job. */
  tick(): Promise<void>;
  /** Resolves once nothing is running. */
  idle(): Promise<void>;
  /** Interrupts running jobs; they run again at the next start. */
  stop(): Promise<void>;
}

export function createJobRunner(deps: Deps, kinds: readonly JobKind[]): JobRunner {
  const stopping = new AbortController();
  const workers = new Map<JobKind, Set<Promise<void>>>(kinds.map((kind) => [kind, new Set()]));

  let free = Promise.resolve();
  async function turn(): Promise<void> {
    const mine = free;
    free = mine.then(() => {
      const ms = deps.state.traffic.isThere() ? APART_MS : 0;
      return new Promise((resolve) => setTimeout(resolve, ms));
    });
    await mine;
  }

  async function takeOne(kind: JobKind): Promise<TakenJob | undefined> {
    if (stopping.signal.aborted) return undefined;
    const [job] = await inUnsyncedTransaction(deps, (within) =>
      take(within, kind.name, { limit: 1, leaseMs: LEASE_MS }),
    );
    return job;
  }

  /** Works on job after job, until none is due. */
  async function work(kind: JobKind, first: TakenJob): Promise<void> {
    await turn();
    for (let job: TakenJob | undefined = first; job; job = await takeOne(kind)) {
      await runJob(deps, kind, job, stopping.signal);
      await turn();
    }
  }

  async function begin(kind: JobKind, busy: Set<Promise<void>>): Promise<void> {
    while (busy.size < kind.concurrency) {
      const job = await takeOne(kind);
      if (!job) break;
      const ended: Promise<void> = work(kind, job)
        .catch((error: unknown) => deps.log.error("no job could be taken", error, { kind: kind.name }))
        .finally(() => busy.delete(ended));
      busy.add(ended);
    }
  }

  async function idle(): Promise<void> {
    const busy = () => [...workers.values()].flatMap((ended) => [...ended]);
    while (busy().length > 0) await Promise.all(busy());
  }

  return {
    async tick() {
      for (const [kind, busy] of workers) await begin(kind, busy);
    },
    idle,
    async stop() {
      stopping.abort();
      await idle();
    },
  };
}

/**
 * Adds the job of each recurring kind, where it is not there yet. `kinds` are all there are: a job of another name is an
 * earlier version's, which nobody would run.
 */
export async function planRecurring(deps: Deps, kinds: readonly JobKind[]): Promise<void> {
  await forgetOthers(
    deps,
    kinds.map(({ name }) => name),
  );
  for (const { name, everyMs } of kinds)
    if (everyMs !== undefined) await enqueue(deps, { kind: name, key: "" });
}

/** Never rejects: a job whose end cannot be recorded now is taken again once its lease has run out. */
async function runJob(deps: Deps, kind: JobKind, job: TakenJob, stopping: AbortSignal): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const renewal = setInterval(() => {
    inUnsyncedTransaction(deps, (within) => renew(within, job, LEASE_MS)).then(
      (held) => held || lost.abort(),
      (error: unknown) => deps.log.error("a job's lease could not be renewed", error, { kind: kind.name }),
    );
  }, RENEW_EVERY_MS);
  const context = jobContext(deps, kind.name);
  try {
    const effect = await kind.run({ ...context, signal, key: job.key, attempt: job.attempts }, job.payload);
    await inUnsyncedTransaction(context, async (within) => {
      if (await complete(within, job, comesBack(deps, kind))) await effect?.(within);
    });
  } catch (error) {
    if (lost.signal.aborted) return;
    const interrupted = stopping.aborted;
    await afterFailure(deps, kind, job, error, interrupted).catch((failure: unknown) =>
      deps.log.error("a job's failure could not be written down", failure, { kind: kind.name }),
    );
  } finally {
    clearInterval(renewal);
  }
}

function comesBack({ clock }: Deps, { everyMs }: JobKind): Date | undefined {
  return everyMs === undefined ? undefined : new Date(clock().getTime() + everyMs);
}

async function afterFailure(
  deps: Deps,
  kind: JobKind,
  job: TakenJob,
  error: unknown,
  interrupted: boolean,
): Promise<void> {
  const comeBack = (at: Date, attempts = job.attempts) =>
    inUnsyncedTransaction(deps, (within) => putBack(within, job, at, attempts));
  // The stop was not the job's fault.
  if (interrupted) return comeBack(deps.clock(), job.attempts - 1);
  const fields = { kind: kind.name, key: job.key, attempt: job.attempts };
  if (!(error instanceof GiveUp) && job.attempts < kind.attempts) {
    deps.log.error("a job failed and is tried again", error, fields);
    const runAt = new Date(deps.clock().getTime() + waitAfter(job.attempts, error));
    return comeBack(runAt);
  }
  deps.log.error("a job failed and is given up", error, fields);
  await inUnsyncedTransaction(jobContext(deps, kind.name), async (within) => {
    if (await complete(within, job, comesBack(deps, kind))) await kind.gaveUp?.(within, job, error);
  });
}
