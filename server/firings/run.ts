/**
 * Carries out a firing: first the patch, then one short job after another that looks at the roll-out, until it has
 * ended. What the workload ran is written down before it is changed, so that a crash in between loses no way back.
 */
import type { FiringReason, ImageChange } from "../../core/console-operations/firings.ts";
import type { Cluster } from "../clusters/cluster.ts";
import { clusterFailure, KubernetesError } from "../clusters/kubernetes.ts";
import { findCluster } from "../clusters/service.ts";
import type { ActorContext } from "../context.ts";
import { type JobKind, type JobRun, TryAgainIn } from "../jobs/kind.ts";
import { enqueue } from "../jobs/queue.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { FIRING_JOB } from "./fire.ts";
import {
  changesOf,
  decidedFor,
  endFiring,
  type FiringWork,
  findFiring,
  isSuperseded,
  repositoryOf,
} from "./firing.ts";
import { isInPlace, type Plan, planImages, planPush } from "./plan.ts";
import { progressOf, tellStalled } from "./rollout.ts";
import { patchWorkload, readWorkload, type Workload, type WorkloadRef } from "./workload.ts";

/** A roll-out without progress for so long has stalled; a Deployment's own deadline comes first. */
const STALLED_MS = 10 * 60_000;
/** How long a roll-out is followed: Pods that become ready and fail in turn would look like progress for ever. */
const FOLLOWED_MS = 24 * 60 * 60_000;
const LOOK_MS = { first: 1_000, least: 2_000, most: 30_000 };
/** Attempts at a patch while others change the workload at the same moment. */
const CONFLICTS_MAX = 5;

/** Failures that may pass, so that another try is worth it. */
const PASSING: ReadonlySet<FiringReason> = new Set<FiringReason>([
  "unknown_host",
  "unreachable",
  "connect_timeout",
  "timeout",
  "cut",
  "conflict",
  "server",
]);

type Effect = (context: ActorContext) => Promise<void>;

export const firingRun: JobKind = {
  name: FIRING_JOB,
  // Mostly waiting for clusters: one that hangs holds up its own firings only.
  concurrency: 16,
  attempts: 6,
  async run(context) {
    const work = await findFiring(context, Number(context.key));
    if (!work || work.ended_at !== null) return undefined;
    const cluster = await findCluster(context, work.account_id, work.cluster_id);
    if (!cluster) return ends(work, "failed", "no_cluster");
    try {
      if (work.generation !== null) return await look(context, work, cluster, work.generation);
      // Those of a workload run one after the other: the last one's image stays, and each sees what the others have set.
      const { kind, namespace, name } = refOf(work);
      return await context.state.locks.withLock(`workload ${cluster.id} ${namespace}/${kind}/${name}`, () =>
        set(context, work, cluster),
      );
    } catch (error) {
      const failure = clusterFailure(error);
      if (failure && !PASSING.has(failure.reason))
        return ends(work, "failed", failure.reason, failure.detail);
      const retryAfter = error instanceof KubernetesError ? error.retryAfter : undefined;
      throw retryAfter === undefined ? error : new TryAgainIn(retryAfter, error);
    }
  },
  async gaveUp(context, { key }, error) {
    const cause = error instanceof TryAgainIn ? error.cause : error;
    const failure = clusterFailure(cause) ?? { reason: "internal" as const, detail: "" };
    await endFiring(context, Number(key), { state: "failed", ...failure });
  },
};

function ends({ id }: FiringWork, state: "success" | "failed", reason: FiringReason, detail = ""): Effect {
  return (context) => endFiring(context, id, { state, reason, detail });
}

async function set(context: JobRun, work: FiringWork, cluster: Cluster): Promise<Effect> {
  if (await isSuperseded(context, work, changesOf(work))) return ends(work, "success", "superseded");
  const ref = refOf(work);
  const decided = await decidedFor(context, work);
  for (let attempt = 1; ; attempt++) {
    const workload = await readWorkload(context, cluster, ref, context);
    const plan = planOf(context, work, workload, decided);
    if ("missing" in plan) return ends(work, "failed", "no_container", plan.missing);
    if (await isSuperseded(context, work, plan.changes)) return ends(work, "success", "superseded");
    const recorded = await record(context, work, plan.changes);
    if (!plan.patch) {
      const isOurs = plan.isSet || recorded.some(({ before, after }) => before !== after);
      // A person who retries wants to see how the roll-out goes, even if the image is set already.
      return isOurs || work.cause === "retry" ? isSet(work, workload) : ends(work, "success", "unchanged");
    }
    try {
      return isSet(work, await patchWorkload(context, cluster, ref, plan.patch, context.signal));
    } catch (error) {
      const isConflict = error instanceof KubernetesError && error.status === 409;
      if (!isConflict || attempt === CONFLICTS_MAX) throw error;
    }
  }
}

function planOf(
  context: ActorContext,
  work: FiringWork,
  workload: Workload,
  decided: readonly ImageChange[],
): Plan {
  if (work.targets !== null) return planImages(workload, JSON.parse(work.targets) as ImageChange[]);
  return planPush(workload, {
    containers: work.container.split(";").flatMap((name) => name.trim() || []),
    repository: repositoryOf(context, work),
    tag: work.tag,
    digest: work.digest,
    isMoved: work.previous_digest !== null,
    restartedAt: work.created_at,
    decided,
  });
}

/** Writes down what will be changed, unless an earlier attempt has: it may have changed the workload. */
async function record(
  context: ActorContext,
  work: FiringWork,
  changes: ImageChange[],
): Promise<ImageChange[]> {
  if (work.changes !== null) return changesOf(work);
  await inSharedTransaction(context, ({ db }) =>
    db
      .updateTable("trigger_firings")
      .set({ changes: JSON.stringify(changes) })
      .where("id", "=", work.id)
      .execute(),
  );
  return changes;
}

function isSet({ id }: FiringWork, { metadata }: Workload): Effect {
  return async (context) => {
    const now = context.clock().toISOString();
    const set = {
      state: "rolling" as const,
      generation: metadata.generation,
      set_at: now,
      progressed_at: now,
    };
    await context.db.updateTable("trigger_firings").set(set).where("id", "=", id).execute();
    await lookAgain(context, id, LOOK_MS.first);
  };
}

async function lookAgain(context: ActorContext, id: number, ms: number): Promise<void> {
  const runAt = new Date(context.clock().getTime() + ms);
  await enqueue(context, { kind: FIRING_JOB, key: String(id), runAt });
}

async function look(
  context: JobRun,
  work: FiringWork,
  cluster: Cluster,
  generation: number,
): Promise<Effect> {
  const changes = changesOf(work);
  if (await isSuperseded(context, work, changes)) return ends(work, "success", "superseded");
  const workload = await readWorkload(context, cluster, refOf(work), context);
  if (!hasImages(workload, changes)) {
    // Checked again: a later firing may have set another image while the cluster was asked.
    return (await isSuperseded(context, work, changes))
      ? ends(work, "success", "superseded")
      : ends(work, "failed", "replaced");
  }
  const progress = progressOf(work.app_type, workload, generation);
  if (progress.state !== "rolling") return ends(work, progress.state, progress.reason, progress.detail);
  const now = context.clock();
  const isMoving = progress.detail !== work.detail;
  const since = isMoving ? 0 : now.getTime() - Date.parse(work.progressed_at ?? work.created_at);
  const inAll = now.getTime() - Date.parse(work.set_at ?? work.created_at);
  if (since >= limitOf(workload) || inAll >= FOLLOWED_MS)
    return ends(work, "failed", "stalled", tellStalled(work.app_type, workload, progress.detail));
  return async (within) => {
    const seen = { detail: progress.detail, ...(isMoving && { progressed_at: now.toISOString() }) };
    await within.db.updateTable("trigger_firings").set(seen).where("id", "=", work.id).execute();
    await lookAgain(within, work.id, Math.min(LOOK_MS.most, Math.max(LOOK_MS.least, since / 10)));
  };
}

function hasImages(workload: Workload, changes: readonly ImageChange[]): boolean {
  return changes.every((change) => isInPlace(workload, change));
}

/** A little more than the workload's own deadline, so that it can say why first. */
function limitOf({ spec: { progressDeadlineSeconds: seconds } }: Workload): number {
  return seconds === undefined ? STALLED_MS : Math.min(seconds * 1000, 6 * STALLED_MS) + 60_000;
}

function refOf({ app_type, cluster_ns, application }: FiringWork): WorkloadRef {
  return { kind: app_type, namespace: cluster_ns, name: application };
}
