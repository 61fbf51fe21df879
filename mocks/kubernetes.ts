/**
 * The wire of a Kubernetes API server as a real one (1.36) was seen to answer, with the workloads it is given and
 * whatever goes wrong. `outbound` stands where requests leave the service.
 */
import type { Outbound, OutboundRequest } from "../server/ports/outbound.ts";

type Json = Record<string, unknown>;

interface FakeContainer {
  name: string;
  image: string;
  imagePullPolicy?: string;
  [field: string]: unknown;
}

export interface FakeWorkload {
  metadata: { name: string; namespace: string; resourceVersion: string; generation: number };
  spec: {
    replicas: number;
    template: {
      metadata: { annotations?: Record<string, string> };
      spec: { containers: FakeContainer[]; initContainers?: FakeContainer[] };
    };
    [field: string]: unknown;
  };
  status: Json;
}

interface SeenRequest {
  method: string;
  path: string;
  contentType: string | undefined;
  body: unknown;
}

/** What its controllers would have made of a workload by now. */
type Controller = (workload: FakeWorkload, kind: string) => Json;

type Fault = (request: OutboundRequest) => Response | Promise<Response> | undefined;

export interface FakeKubernetes {
  outbound: Outbound;
  seen: SeenRequest[];
  patches: () => SeenRequest[];
  addWorkload: (
    kind: "deployments" | "statefulsets",
    name: string,
    containers: FakeContainer[],
    more?: { initContainers?: FakeContainer[]; spec?: Json; status?: Json; namespace?: string },
  ) => FakeWorkload;
  namespaces: string[];
  /** Without it a workload's status stays as it was given. */
  controller: Controller | undefined;
  /** Answers instead of it, where it answers anything. */
  fault: Fault | undefined;
  token: string;
  /** The verbs on workloads that are allowed. */
  verbs: Set<string>;
  pageSize: number;
}

const USER = "system:serviceaccount:x:deployer";

export const failure = (code: number, reason: string, message: string, headers = {}) =>
  Response.json(
    { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code },
    { status: code, headers },
  );

export function createFakeKubernetes(): FakeKubernetes {
  const workloads = new Map<string, FakeWorkload>();
  let version = 100;
  const fake: FakeKubernetes = {
    seen: [],
    patches: () => fake.seen.filter(({ method }) => method === "PATCH"),
    namespaces: ["default", "team-a"],
    controller: undefined,
    fault: undefined,
    token: "secret-token",
    verbs: new Set(["get", "list", "patch"]),
    pageSize: 500,
    addWorkload(kind, name, containers, { initContainers, spec, status, namespace = "team-a" } = {}) {
      const workload: FakeWorkload = {
        metadata: { name, namespace, resourceVersion: String(++version), generation: 1 },
        spec: {
          replicas: 1,
          ...spec,
          template: { metadata: {}, spec: { containers, ...(initContainers && { initContainers }) } },
        },
        status: { observedGeneration: 1, ...status },
      };
      workloads.set(`${namespace}/${kind}/${name}`, workload);
      return workload;
    },
    async outbound(request) {
      const { pathname } = new URL(request.url);
      const body: unknown = request.body === undefined ? undefined : JSON.parse(String(request.body));
      const contentType = request.headers["Content-Type"];
      fake.seen.push({ method: request.method, path: pathname, contentType, body });
      const response = (await fake.fault?.(request)) ?? answer(request, body);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };

  function answer(request: OutboundRequest, body: unknown): Response {
    const url = new URL(request.url);
    if (request.headers.Authorization !== `Bearer ${fake.token}`)
      return failure(401, "Unauthorized", "Unauthorized");
    if (url.pathname === "/version") return Response.json({ gitVersion: "v1.36.0" });
    if (url.pathname === "/api/v1/namespaces")
      return list(
        fake.namespaces.map((name) => ({ metadata: { name } })),
        url.searchParams,
      );
    if (url.pathname.endsWith("/selfsubjectreviews"))
      return Response.json({ status: { userInfo: { username: USER } } }, { status: 201 });
    if (url.pathname.endsWith("/selfsubjectaccessreviews")) {
      const { spec } = body as { spec: { resourceAttributes: { verb: string } } };
      const allowed = fake.verbs.has(spec.resourceAttributes.verb);
      return Response.json({ status: { allowed } }, { status: 201 });
    }
    const [, namespace = "", kind = "", name] =
      /^\/apis\/apps\/v1\/namespaces\/([^/]+)\/(deployments|statefulsets)(?:\/([^/]+))?$/.exec(
        url.pathname,
      ) ?? [];
    if (!kind) return failure(404, "NotFound", "the server could not find the requested resource");
    const verb = request.method === "PATCH" ? "patch" : name === undefined ? "list" : "get";
    if (!fake.verbs.has(verb))
      return failure(
        403,
        "Forbidden",
        `${kind}.apps ${name === undefined ? "" : `"${name}" `}is forbidden: User "${USER}" cannot ${verb} resource "${kind}" in API group "apps" in the namespace "${namespace}"`,
      );
    if (name === undefined) {
      const prefix = `${namespace}/${kind}/`;
      const found = [...workloads].filter(([key]) => key.startsWith(prefix)).map(([, workload]) => workload);
      return list(found, url.searchParams);
    }
    const workload = workloads.get(`${namespace}/${kind}/${name}`);
    if (!workload) return failure(404, "NotFound", `${kind}.apps "${name}" not found`);
    if (request.method === "PATCH") return patch(workload, kind, body as Json, request);
    if (fake.controller) workload.status = fake.controller(workload, kind);
    return Response.json(workload);
  }

  function list(items: unknown[], query: URLSearchParams): Response {
    const from = Number(query.get("continue") ?? 0);
    const size = Math.min(Number(query.get("limit") ?? fake.pageSize), fake.pageSize);
    const next = from + size < items.length ? { continue: String(from + size) } : {};
    return Response.json({
      metadata: { resourceVersion: "1", ...next },
      items: items.slice(from, from + size),
    });
  }

  /** Strategic merge by the container's name: what is not named stays, an unknown name is added. */
  function patch(
    workload: FakeWorkload,
    kind: string,
    body: Json,
    { headers, url }: OutboundRequest,
  ): Response {
    if (headers["Content-Type"] !== "application/strategic-merge-patch+json")
      return failure(415, "UnsupportedMediaType", "415: Unsupported Media Type");
    if (!new URL(url).searchParams.has("fieldManager")) throw new Error("a patch without its field manager");
    const { metadata, spec } = body as {
      metadata?: { resourceVersion?: string };
      spec: FakeWorkload["spec"];
    };
    if (
      metadata?.resourceVersion !== undefined &&
      metadata.resourceVersion !== workload.metadata.resourceVersion
    )
      return failure(
        409,
        "Conflict",
        `Operation cannot be fulfilled on ${kind}.apps "${workload.metadata.name}": the object has been modified; please apply your changes to the latest version and try again`,
      );
    const before = JSON.stringify(workload.spec);
    const { template } = workload.spec;
    const lists = { ...template.spec };
    for (const list of ["containers", "initContainers"] as const) {
      const items = spec.template.spec[list] ?? [];
      const nameless = items.find(({ name }) => name === undefined);
      const words = `map: map[image:${nameless?.image}] does not contain declared merge key: name`;
      if (nameless) return failure(500, "", words);
      if (items.length > 0) lists[list] = merged(lists[list] ?? [], items);
    }
    const all = [...lists.containers, ...(lists.initContainers ?? [])];
    const wrong =
      (all.some(({ image }) => !image) && "spec.template.spec.containers[0].image: Required value") ||
      (new Set(all.map(({ name }) => name)).size < all.length &&
        "spec.template.spec.initContainers[0].name: Duplicate value");
    const object = kind === "deployments" ? "Deployment.apps" : "StatefulSet.apps";
    if (wrong) return failure(422, "Invalid", `${object} "${workload.metadata.name}" is invalid: ${wrong}`);
    template.spec = lists;
    const annotations = spec.template.metadata?.annotations;
    if (annotations) template.metadata.annotations = { ...template.metadata.annotations, ...annotations };
    if (JSON.stringify(workload.spec) !== before) {
      workload.metadata.generation += 1;
      workload.metadata.resourceVersion = String(++version);
    }
    return Response.json(workload);
  }

  return fake;
}

/** New containers come first; patched ones stand in the order of the patch, in the places of those patched. */
function merged(containers: readonly FakeContainer[], items: readonly FakeContainer[]): FakeContainer[] {
  const isPatched = ({ name }: FakeContainer) => items.some((item) => item.name === name);
  const there = (item: FakeContainer) => containers.find(({ name }) => name === item.name);
  const patched = items.flatMap((item) => {
    const container = there(item);
    return container ? { ...container, ...item } : [];
  });
  const kept = containers.map((container) =>
    isPatched(container) ? (patched.shift() ?? container) : container,
  );
  return [...items.filter((item) => !there(item)), ...kept];
}

export function kubeconfigFor(
  token: string,
  { server = "https://k8s.example:6443", name = "prod" } = {},
): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { token } }],
    contexts: [{ name, context: { cluster: "c", user: "u" } }],
  });
}
