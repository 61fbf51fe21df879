/** A firing with the trigger, image and account it belongs to. */
import type { FiringReason, FiringState, ImageChange } from "../../core/console-operations/firings.ts";
import { TRIGGERS_PER_IMAGE } from "../../core/limits.ts";
import type { ActorContext } from "../context.ts";

export type FiringWork = NonNullable<Awaited<ReturnType<typeof findFiring>>>;

/** Undefined where the firing, its trigger or its image is gone. */
export function findFiring({ db }: ActorContext, id: number) {
  return db
    .selectFrom("trigger_firings as firings")
    .innerJoin("triggers", "triggers.id", "firings.trigger_id")
    .innerJoin("images", "images.id", "triggers.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .selectAll("firings")
    .select(["triggers.cluster_id", "triggers.cluster_ns", "triggers.app_type", "triggers.application"])
    .select(["triggers.container", "triggers.image_id", "images.account_id", "images.name as image"])
    .select("organizations.name as organization")
    .where("firings.id", "=", id)
    .executeTakeFirst();
}

/**
 * `host/organization/image`, as clusters pull it: under the address that the operator gave (SWR_PUBLIC_URL). The host a
 * request names may be anything.
 */
export function repositoryOf(
  { config }: Pick<ActorContext, "config">,
  work: { organization: string; image: string },
): string {
  return `${new URL(config.publicUrl).host}/${work.organization}/${work.image}`;
}

export function changesOf({ changes }: { changes: string | null }): ImageChange[] {
  return changes === null ? [] : (JSON.parse(changes) as ImageChange[]);
}

/** What has been decided by triggers of the same workload. */
function decidedOn({ db }: ActorContext, work: FiringWork) {
  return db
    .selectFrom("triggers")
    .innerJoin("trigger_firings as firings", "firings.trigger_id", "triggers.id")
    .select(["firings.id", "firings.trigger_id", "firings.changes"])
    .select(["firings.cause", "firings.tag", "firings.digest", "firings.created_at"])
    .where("triggers.image_id", "=", work.image_id)
    .where("triggers.cluster_id", "=", work.cluster_id)
    .where("triggers.cluster_ns", "=", work.cluster_ns)
    .where("triggers.app_type", "=", work.app_type)
    .where("triggers.application", "=", work.application)
    .where("firings.changes", "is not", null);
}

/**
 * What this firing decided at an earlier attempt, and other triggers of the same workload for the same push. Whoever
 * decided may have set it.
 */
export async function decidedFor(context: ActorContext, work: FiringWork): Promise<ImageChange[]> {
  if (work.cause !== "push") return changesOf(work);
  const firings = await decidedOn(context, work)
    // Those of a push are made one after the other (fire.ts); the others are not looked at.
    .where("firings.id", ">", work.id - TRIGGERS_PER_IMAGE)
    .where("firings.id", "<", work.id + TRIGGERS_PER_IMAGE)
    .orderBy("firings.id")
    .execute();
  return firings.filter((one) => isOfPush(one, work)).flatMap(changesOf);
}

/**
 * Whether a later firing has come further, of the same trigger or, for a container of `changes`, of another one of the
 * workload. It counts from the moment it has written down what it sets: after a crash the image may be in place already.
 */
export async function isSuperseded(
  context: ActorContext,
  work: FiringWork,
  changes: readonly ImageChange[],
): Promise<boolean> {
  const newest = await decidedOn(context, work)
    .where("firings.id", ">", work.id)
    .where("firings.id", "=", ({ selectFrom }) =>
      selectFrom("trigger_firings as decided")
        .select("decided.id")
        .whereRef("decided.trigger_id", "=", "triggers.id")
        .where("decided.changes", "is not", null)
        .orderBy("decided.id", "desc")
        .limit(1),
    )
    .execute();
  const containers = new Set(changes.map(({ container }) => container));
  return newest.some(
    (later) =>
      later.trigger_id === work.trigger_id ||
      (!isOfPush(later, work) && changesOf(later).some(({ container }) => containers.has(container))),
  );
}

type Pushed = Pick<FiringWork, "cause" | "tag" | "digest" | "created_at">;

function isOfPush(one: Pushed, other: Pushed): boolean {
  return (
    one.cause === "push" &&
    other.cause === "push" &&
    one.tag === other.tag &&
    one.digest === other.digest &&
    one.created_at === other.created_at
  );
}

/** Firings kept of one trigger. */
const KEPT = 500;

interface End {
  state: Extract<FiringState, "success" | "failed">;
  reason: FiringReason;
  detail: string;
}

export async function endFiring({ db, clock }: ActorContext, id: number, end: End): Promise<void> {
  const ended = await db
    .updateTable("trigger_firings")
    .set({ ...end, ended_at: clock().toISOString() })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returning("trigger_id")
    .executeTakeFirst();
  if (!ended) return;
  const { trigger_id } = ended;
  const tooOld = await db
    .selectFrom("trigger_firings")
    .select("id")
    .where("trigger_id", "=", trigger_id)
    .orderBy("id", "desc")
    .offset(KEPT)
    .limit(1)
    .executeTakeFirst();
  if (!tooOld) return;
  await db
    .deleteFrom("trigger_firings")
    .where("trigger_id", "=", trigger_id)
    .where("id", "<=", tooOld.id)
    .where("ended_at", "is not", null)
    .execute();
}
