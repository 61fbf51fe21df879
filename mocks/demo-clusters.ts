/** The clusters of the demo's company. They answer in the page: a page has no way out but to its own origin. */
import { type Outbound, OutboundError } from "../server/ports/outbound.ts";
import { createFakeKubernetes, type FakeKubernetes } from "./kubernetes.ts";
import { createController } from "./rollouts.ts";

export const DEMO_TOKEN = "demo";

export const PRODUCTION = { name: "production", server: "https://production.k8s.example:6443" };
/** The operator's own. */
export const STAGING = { name: "staging", server: "https://staging.k8s.example:6443" };

const STALLING = new Set(["fraud-score"]);

/** `host`: where the company's images are pulled from. */
export function createDemoClusters(host: string, clock: () => Date): Outbound {
  const clusters = new Map(
    [PRODUCTION, STAGING].map(({ server }) => [server, createCluster(clock)] as const),
  );
  const production = clusters.get(PRODUCTION.server);
  const staging = clusters.get(STAGING.server);
  if (production) furnish(production, host, "");
  if (staging) furnish(staging, host, "-rc");
  return async (request) => {
    const cluster = clusters.get(new URL(request.url).origin);
    if (!cluster) throw new OutboundError("unreachable", "the demo has no network");
    return cluster.outbound(request);
  };
}

function createCluster(clock: () => Date): FakeKubernetes {
  const cluster = createFakeKubernetes();
  cluster.token = DEMO_TOKEN;
  cluster.namespaces = ["default", "data", "edge", "kube-system", "payments", "storefront"];
  cluster.controller = createController(clock, STALLING);
  return cluster;
}

function furnish(cluster: FakeKubernetes, host: string, suffix: string): void {
  const image = (name: string, tag: string) => ({
    image: `${host}/${name}:${tag}`,
    imagePullPolicy: "IfNotPresent",
  });
  const proxy = { name: "envoy", image: "docker.io/envoyproxy/envoy:v1.34", imagePullPolicy: "IfNotPresent" };
  const add = (
    namespace: string,
    kind: "deployments" | "statefulsets",
    name: string,
    containers: Parameters<FakeKubernetes["addWorkload"]>[2],
    replicas: number,
    initContainers?: typeof containers,
  ) =>
    cluster.addWorkload(kind, name, containers, {
      namespace,
      spec: { replicas, progressDeadlineSeconds: 600 },
      ...(initContainers && { initContainers }),
    });
  add(
    "storefront",
    "deployments",
    `web${suffix}`,
    [{ name: "web", ...image("storefront/web", "8.3.15") }, proxy],
    4,
  );
  add(
    "storefront",
    "deployments",
    `cart${suffix}`,
    [{ name: "cart", ...image("storefront/cart", "4.1.9") }],
    2,
  );
  add(
    "storefront",
    "deployments",
    `search${suffix}`,
    [{ name: "search", ...image("storefront/search", "1.19.4") }],
    2,
  );
  const migrate = { name: "migrate", ...image("payments/migrations", "5.12.5") };
  const checkout = { name: "checkout-api", ...image("payments/checkout-api", "5.12.13") };
  add("payments", "deployments", "checkout-api", [checkout, proxy], 3, [migrate]);
  add(
    "payments",
    "deployments",
    "fraud-score",
    [{ name: "fraud-score", ...image("payments/fraud-score", "2.2.4") }],
    2,
  );
  add("payments", "statefulsets", "ledger", [{ name: "ledger", ...image("payments/ledger", "3.4.7") }], 3);
  add(
    "payments",
    "statefulsets",
    "postgres",
    [{ name: "postgres", ...image("payments/postgres", "17.5") }],
    2,
  );
  add("edge", "deployments", "gateway", [{ name: "gateway", ...image("edge/gateway", "2.11.8") }, proxy], 6);
}
