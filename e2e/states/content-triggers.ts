/** A cluster on this machine, and triggers of the image that did well, badly and nothing. */
import { createFakeKubernetes, failure, kubeconfigFor } from "../../mocks/kubernetes.ts";
import { createController } from "../../mocks/rollouts.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import type { Api } from "../support/api.ts";
import { serveCluster } from "../support/kubernetes.ts";
import { ADMINISTRATOR, type Service } from "../support/service.ts";

export const CLUSTER = "production";

/** What fired them. */
export const FIRED_TAG = `${"r".repeat(100)}-fired`;

export const TRIGGER = {
  succeeds: "all-tags",
  fails: "hostile-answers",
  orphan: "orphan",
  off: `t${"x".repeat(63)}`,
};

interface Made {
  organization: string;
  image: string;
  /** Of the image, to be copied. */
  tag: string;
}

export async function makeTriggers(
  service: Service,
  api: Api,
  { organization, image, tag }: Made,
): Promise<void> {
  const kubernetes = createFakeKubernetes();
  kubernetes.controller = createController(() => new Date(), new Set());
  const container = { name: "app", image: `${service.host}/${organization}/${image}:${tag}` };
  const proxy = { name: "proxy", image: "envoy:1" };
  kubernetes.addWorkload("deployments", "web", [container, proxy], {
    initContainers: [{ ...container, name: "migrate" }],
  });
  kubernetes.fault = ({ url }) =>
    url.includes("/hostile") || url.includes("/namespaces/hostile")
      ? failure(403, "Forbidden", HOSTILE_STRINGS.join(" "))
      : undefined;
  const { server } = await serveCluster(kubernetes.outbound);
  const console = await openConsole(service);
  const down = `${CLUSTER}-down`;
  const ids = new Map<string, string>();
  for (const [name, at] of [
    [CLUSTER, server],
    [down, "http://127.0.0.1:1"],
    ["soon-gone", server],
  ] as const) {
    const body = { kubeconfig: kubeconfigFor("secret-token", { server: at, name }), contexts: [name] };
    const { clusters } = await console("POST", "/api/clusters", body);
    ids.set(name, clusters[0]?.id ?? "");
  }
  const create = (name: string, cluster: string, more: object = {}) =>
    api.createTrigger(organization, image, { name, cluster_id: ids.get(cluster) ?? "", ...more });
  await create(TRIGGER.succeeds, CLUSTER);
  await create(TRIGGER.fails, CLUSTER, { cluster_ns: "hostile", application: "hostile" });
  await create(TRIGGER.orphan, "soon-gone", { trigger_type: "tag", condition: "never" });
  await create(TRIGGER.off, down, {
    enable: "false",
    trigger_type: "regular",
    condition: `^${"x|".repeat(120)}y$`,
  });
  await console("DELETE", `/api/clusters/${ids.get("soon-gone")}`);
  await api.copyTag(organization, image, tag, FIRED_TAG);
  const path = `/api/triggers?namespace=${organization}&state=running`;
  while ((await console("GET", path)).total > 0) await new Promise((resolve) => setTimeout(resolve, 500));
}

interface Answer {
  clusters: { id: string }[];
  total: number;
}

/** Of the console's own operations, which only a session may ask for. */
async function openConsole(
  service: Service,
): Promise<(method: string, path: string, body?: unknown) => Promise<Answer>> {
  const headers = {
    Origin: service.origin,
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/json",
  };
  const signedIn = await fetch(`${service.origin}/api/session`, {
    method: "POST",
    headers,
    body: JSON.stringify(ADMINISTRATOR),
  });
  const [cookie = ""] = signedIn.headers.getSetCookie().map((text) => text.split(";")[0] ?? "");
  return async (method, path, body) => {
    const answer = await fetch(service.origin + path, {
      method,
      headers: { ...headers, Cookie: cookie },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? {} : await answer.json()) as Answer;
  };
}
