/** The demo's clusters, triggers and what those did: by the service's own functions, their history by rows. */
import type { FiringReason, ImageChange } from "../core/console-operations/firings.ts";
import { addClusters } from "../server/clusters/service.ts";
import { type Context, callerContext } from "../server/context.ts";
import { findImage } from "../server/images/find-image.ts";
import { createTrigger, enableTrigger, findTrigger } from "../server/triggers/service.ts";
import { createDemoClusters, DEMO_TOKEN, PRODUCTION } from "./demo-clusters.ts";
import { kubeconfigFor } from "./kubernetes.ts";

interface SeedFiring {
  tag: string;
  /** The tag that ran before. */
  before: string;
  /** Hours ago. */
  ago: number;
  seconds: number;
  reason: FiringReason;
  detail?: string;
  cause?: "retry" | "rollback";
}

interface SeedTrigger {
  image: string;
  name: string;
  type: "all" | "tag" | "regular";
  condition: string;
  workload: string;
  /** Empty for every container that uses the image. */
  container?: string;
  off?: true;
  /** The oldest first. */
  firings: SeedFiring[];
}

const TRIGGERS: SeedTrigger[] = [
  {
    image: "storefront/web",
    name: "production",
    type: "regular",
    condition: "^8\\.3\\.[0-9]+$",
    workload: "storefront/deployments/web",
    firings: [
      { tag: "8.3.13", before: "8.3.12", ago: 150, seconds: 42, reason: "complete", detail: done(4) },
      {
        tag: "8.3.14",
        before: "8.3.13",
        ago: 80,
        seconds: 611,
        reason: "stalled",
        detail: `${counts(1, 4, 3)}; ReplicaSet "web-58c4d9f6b7" has timed out progressing.`,
      },
      {
        tag: "8.3.14",
        before: "8.3.13",
        ago: 79.5,
        seconds: 18,
        reason: "complete",
        detail: done(4),
        cause: "rollback",
      },
      { tag: "8.3.15", before: "8.3.13", ago: 9, seconds: 38, reason: "complete", detail: done(4) },
    ],
  },
  {
    image: "storefront/cart",
    name: "all-tags",
    type: "all",
    condition: ".*",
    workload: "storefront/deployments/cart",
    firings: [
      { tag: "4.1.9", before: "4.1.8", ago: 70, seconds: 21, reason: "complete", detail: done(2) },
      {
        tag: "4.1.10",
        before: "4.1.9",
        ago: 10,
        seconds: 63,
        reason: "forbidden",
        detail:
          '403: deployments.apps "cart" is forbidden: User "system:serviceaccount:ci:deployer" cannot patch resource "deployments" in API group "apps" in the namespace "storefront"',
      },
    ],
  },
  {
    image: "payments/checkout-api",
    name: "checkout",
    type: "regular",
    condition: "5.12.*",
    workload: "payments/deployments/checkout-api",
    firings: [
      { tag: "5.12.13", before: "5.12.12", ago: 52, seconds: 55, reason: "complete", detail: done(3) },
    ],
  },
  {
    image: "payments/fraud-score",
    name: "model-rollout",
    type: "all",
    condition: ".*",
    workload: "payments/deployments/fraud-score",
    firings: [
      {
        tag: "2.2.5",
        before: "2.2.4",
        ago: 8,
        seconds: 603,
        reason: "stalled",
        detail: `${counts(1, 2, 1)}; ReplicaSet "fraud-score-6d8f9c7b54" has timed out progressing.`,
      },
    ],
  },
  {
    image: "payments/ledger",
    name: "ledger-main",
    type: "tag",
    condition: "3.4.7;latest",
    workload: "payments/statefulsets/ledger",
    firings: [
      {
        tag: "3.4.7",
        before: "3.4.6",
        ago: 11,
        seconds: 660,
        reason: "stalled",
        detail: `${counts(0, 3, 2)}; delete pod ledger-2`,
      },
    ],
  },
  {
    image: "edge/gateway",
    name: "edge",
    type: "regular",
    condition: "{2.11.*,latest}",
    workload: "edge/deployments/gateway",
    container: "gateway",
    off: true,
    firings: [],
  },
];

const HOUR = 60 * 60_000;

function counts(updated: number, wanted: number, ready: number): string {
  return `${updated} of ${wanted} updated, ${ready} ready`;
}
function done(replicas: number): string {
  return counts(replicas, replicas, replicas);
}

/** `server`: where the cluster is, unless it is the one that answers in the page. */
export async function seedTriggers(context: Context, server = PRODUCTION.server): Promise<void> {
  const host = new URL(context.config.publicUrl).host;
  const clusters = createDemoClusters(host, context.clock);
  const within = callerContext({ ...context, outbound: clusters }, context.caller, context.request);
  const added = at(within, 90 * 24);
  const kubeconfig = kubeconfigFor(DEMO_TOKEN, { server, name: PRODUCTION.name });
  const [cluster] = await addClusters(added, kubeconfig, [PRODUCTION.name]);
  if (!cluster) throw new Error("the demo has no cluster");
  const made = [];
  for (const seed of TRIGGERS) made.push(await seedTrigger(within, cluster.id, seed));
  const firings = made.flatMap((trigger) => trigger.seed.firings.map((firing) => ({ trigger, firing })));
  // As they came about: the newest has the highest id.
  for (const { trigger, firing } of firings.sort((a, b) => b.firing.ago - a.firing.ago))
    await seedFiring(within, trigger, firing);
}

async function seedTrigger(context: Context, cluster_id: string, seed: SeedTrigger) {
  const [namespace = "", ...rest] = seed.image.split("/");
  const { image } = await findImage(context, namespace, rest.join("/"), "setTriggers");
  const [cluster_ns = "", kind, application = ""] = seed.workload.split("/");
  await createTrigger(at(context, 60 * 24), image.id, {
    name: seed.name,
    action: "update",
    app_type: kind === "statefulsets" ? "statefulsets" : "deployments",
    application,
    cluster_id,
    cluster_ns,
    trigger_type: seed.type,
    condition: seed.condition,
    container: seed.container ?? "",
    enable: "true",
  });
  const { id } = await findTrigger(context, image.id, seed.name);
  if (seed.off) await enableTrigger(context, image.id, seed.name, false);
  return { id, image: image.id, seed };
}

async function seedFiring(
  context: Context,
  trigger: { id: number; image: number; seed: SeedTrigger },
  { tag, before, ago, seconds, reason, detail = "", cause }: SeedFiring,
): Promise<void> {
  const { db, config, caller } = context;
  const pushed = await db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", trigger.image)
    .where("name", "=", tag)
    .executeTakeFirstOrThrow();
  const from = at(context, ago).clock().getTime();
  const iso = (ms: number) => new Date(from + ms).toISOString();
  const repository = `${new URL(config.publicUrl).host}/${trigger.seed.image}`;
  const container = trigger.seed.workload.split("/").at(-1) ?? "";
  const isSet = reason === "complete" || reason === "stalled";
  const [is, was] = cause === "rollback" ? [before, tag] : [tag, before];
  const change: ImageChange = {
    container,
    is_init: false,
    before: `${repository}:${was}`,
    after: `${repository}:${is}`,
  };
  const row = await db
    .insertInto("trigger_firings")
    .values({
      trigger_id: trigger.id,
      cause: cause ?? "push",
      tag,
      digest: pushed.digest,
      previous_digest: null,
      state: reason === "complete" ? "success" : "failed",
      reason,
      detail,
      targets: null,
      changes: JSON.stringify([change]),
      generation: isSet ? 2 : null,
      creator_name: cause === undefined ? "ci-robot" : caller.user.name,
      created_at: iso(0),
      set_at: isSet ? iso(1_000) : null,
      progressed_at: isSet ? iso(1_000) : null,
      ended_at: iso(seconds * 1000),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.updateTable("triggers").set({ last_firing_id: row.id }).where("id", "=", trigger.id).execute();
}

function at(context: Context, hoursAgo: number): Context {
  const then = new Date(context.clock().getTime() - hoursAgo * HOUR);
  return { ...context, clock: () => then };
}
