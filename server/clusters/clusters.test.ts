import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CLUSTERS_PER_ACCOUNT } from "../../core/limits.ts";
import { createFakeKubernetes, type FakeKubernetes, kubeconfigFor } from "../../mocks/kubernetes.ts";
import { makeCertificates } from "../../tests/support/certificates.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { reachableAddresses } from "../node/addresses.ts";
import { createOutbound } from "../node/outbound.ts";
import { KubeconfigError, readKubeconfig } from "./kubeconfig.ts";

let service: TestService;
let kubernetes: FakeKubernetes;
const logged: string[] = [];
beforeEach(async () => {
  kubernetes = createFakeKubernetes();
  const log = {
    info: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)),
    error: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)),
  };
  service = await createTestService({ outbound: kubernetes.outbound, log });
});
afterEach(() => service.close());

async function call(method: string, path: string, body?: unknown, by = service.admin) {
  const init = {
    method,
    headers: await service.signIn(by),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const response = await service.app.request(`/api/${path}`, init);
  const text = await response.text();
  return { status: response.status, text, json: text === "" ? undefined : JSON.parse(text) };
}

const add = (kubeconfig: string, ...contexts: string[]) => call("POST", "clusters", { kubeconfig, contexts });

const kubeconfig = (user: object, cluster: object = {}) =>
  JSON.stringify({
    clusters: [{ name: "c", cluster: { server: "https://k8s.example", ...cluster } }],
    users: [{ name: "u", user }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
  });

test("a cluster that was added is listed, tested and forgotten; its credentials are shown nowhere", async () => {
  const added = await add(kubeconfigFor("secret-token"), "prod");
  expect(added).toMatchObject({ status: 201, json: { clusters: [{ name: "prod", source: "console" }] } });
  const { id } = added.json.clusters[0];
  const listed = await call("GET", "clusters");
  expect(listed.json).toEqual(added.json);
  const tested = await call("POST", `clusters/${id}/test`, { namespace: "team-a" });
  expect(tested.json).toMatchObject({ version: "v1.36.0", user: "system:serviceaccount:x:deployer" });
  expect(tested.json.rights).toHaveLength(6);
  const rows = JSON.stringify(await service.deps.db.selectFrom("clusters").selectAll().execute());
  for (const text of [added.text, listed.text, tested.text, rows, ...logged])
    expect(text).not.toContain("secret-token");
  expect((await call("DELETE", `clusters/${id}`)).status).toBe(204);
  expect((await call("DELETE", `clusters/${id}`)).status).toBe(404);
  expect((await call("GET", "clusters")).json).toEqual({ clusters: [] });
});

test("the test names the right that is missing, and what keeps the cluster from answering", async () => {
  const { id } = (await add(kubeconfigFor("secret-token"), "prod")).json.clusters[0];
  kubernetes.verbs.delete("patch");
  const { rights } = (await call("POST", `clusters/${id}/test`, {})).json;
  const missing = (rights as { verb: string; allowed: boolean }[]).filter(({ allowed }) => !allowed);
  expect(missing.map(({ verb }) => verb)).toEqual(["patch", "patch"]);
  kubernetes.token = "another";
  expect((await call("POST", `clusters/${id}/test`, {})).json).toEqual({
    rights: [],
    failure: { reason: "unauthorized", detail: "401: Unauthorized" },
  });
});

test("clusters are the account's own; the operator's are nobody's to delete", async () => {
  await add(kubeconfigFor("secret-token"), "prod");
  const connection = { server: "https://inside", token: "t" };
  service.deps.config.clusters = [{ id: "ops", name: "ops", connection, isOperators: true }];
  service.deps.config.clusterAccounts = ["*"];
  const other = await service.createAccount("other");
  const member = await service.createUser("member");
  const names = async (by = service.admin) =>
    (await call("GET", "clusters", undefined, by)).json.clusters.map(({ name }: { name: string }) => name);
  expect([await names(), await names(other)]).toEqual([["ops", "prod"], ["ops"]]);
  expect((await call("GET", "clusters", undefined, member)).text).not.toMatch(/inside|k8s\.example/);
  expect((await call("DELETE", "clusters/ops")).status).toBe(403);
  expect((await add(kubeconfigFor("t", { name: "ops" }), "ops")).status).toBe(400);
});

test.each([
  [[], [true, false]],
  [["*"], [true, true]],
  [["other"], [false, true]],
  [
    ["Other", "third"],
    [false, false],
  ],
] as const)(
  "the operator's clusters for %j: whether the first account and another have them",
  async (names, expected) => {
    const connection = { server: "https://inside", token: "t" };
    service.deps.config.clusters = [{ id: "ops", name: "ops", connection, isOperators: true }];
    service.deps.config.clusterAccounts = names;
    service.advance(1000);
    const other = await service.createAccount("other");
    for (const [by, has] of [
      [service.admin, expected[0]],
      [other, expected[1]],
    ] as const) {
      expect((await call("GET", "clusters", undefined, by)).json.clusters).toHaveLength(has ? 1 : 0);
      expect((await call("POST", "clusters/ops/test", {}, by)).status).toBe(has ? 200 : 404);
    }
  },
);

test("clients find clusters where the cluster service has them, with a token and never by the cookie", async () => {
  const { id } = (await add(kubeconfigFor("secret-token"), "prod")).json.clusters[0];
  const { project } = await service.caller();
  const path = `/api/v3/projects/${project.id}/clusters`;
  const ask = async (at: string, headers?: Record<string, string>) => {
    const response = await service.app.request(at, { headers: headers ?? (await service.token()) });
    return { status: response.status, json: await response.json() };
  };
  expect(await ask(`${path}/${id}`)).toMatchObject({
    status: 200,
    json: { metadata: { uid: id, name: "prod" } },
  });
  expect((await ask(path)).json).toMatchObject({ items: [{ metadata: { name: "prod" } }] });
  expect((await ask(`${path}/none`)).status).toBe(404);
  expect((await ask("/api/v3/projects/other/clusters")).status).toBe(403);
  expect((await ask(path, await service.signIn())).status).toBe(401);
});

test("all of the contexts named are added, or none, and no more than an account may have", async () => {
  const mixed = JSON.parse(kubeconfig({ token: "t" }));
  mixed.users.push({ name: "v", user: { exec: { command: "aws" } } });
  mixed.contexts.push({ name: "y", context: { cluster: "c", user: "v" } });
  const text = JSON.stringify(mixed);
  expect((await call("POST", "kubeconfig", { kubeconfig: text })).json.contexts).toEqual([
    { name: "x", server: "https://k8s.example" },
    { name: "y", problem: "plugin" },
  ]);
  expect(await add(text, "x", "y")).toMatchObject({ status: 400, text: expect.stringContaining("plugin") });
  expect((await add(text, "x", "none")).status).toBe(400);
  expect((await call("GET", "clusters")).json.clusters).toEqual([]);
  expect([(await add(text, "x")).status, (await add(text, "x")).status]).toEqual([201, 400]);
  const many = JSON.parse(kubeconfig({ token: "t" }));
  const names = Array.from({ length: CLUSTERS_PER_ACCOUNT }, (_, at) => `c${at}`);
  many.contexts = names.map((name) => ({ ...many.contexts[0], name }));
  expect((await add(JSON.stringify(many), ...names)).status).toBe(400);
  expect((await add(JSON.stringify(many), ...names.slice(1))).status).toBe(201);
});

test.each([
  ["plugin", { exec: { command: "sh" } }, {}],
  ["plugin", { "auth-provider": { name: "gcp" } }, {}],
  ["password", { username: "u", password: "p" }, {}],
  ["impersonation", { token: "t", as: "root" }, {}],
  ["insecure", { token: "t" }, { "insecure-skip-tls-verify": true }],
  ["proxy", { token: "t" }, { "proxy-url": "http://proxy" }],
  ["server", { token: "t" }, { server: "file:///etc/passwd" }],
  ["server", { token: "t" }, { server: "https://user:pass@k8s.example" }],
  ["files", { tokenFile: "/etc/passwd" }, {}],
  ["files", { "client-certificate": "/etc/a", "client-key": "/etc/b" }, {}],
  ["unreadable", { token: "a\r\nHost: b" }, {}],
  ["unreadable", { "client-certificate-data": btoa("-----BEGIN x") }, {}],
  ["unreadable", { token: "t" }, { "certificate-authority-data": "?" }],
])("a context is refused by its kind of fault: %s", (problem, user, cluster) => {
  expect(readKubeconfig(kubeconfig(user, cluster))).toEqual([{ name: "x", problem }]);
});

test("a text that is no kubeconfig is refused without quoting it", async () => {
  const bombs = ["a: &a [x]\nb: &b [*a,*a]\n".repeat(3), `a: &a ["x"]\nb: [${"*a,".repeat(5000)}*a]`];
  for (const text of [...HOSTILE_STRINGS, ...bombs, "token: [secret-token", "[]", "clusters: 5"]) {
    expect(() => readKubeconfig(text)).toThrow(KubeconfigError);
    const answer = await call("POST", "kubeconfig", { kubeconfig: text });
    expect([text.slice(0, 40), answer.status]).toEqual([text.slice(0, 40), 400]);
    expect(answer.text).not.toContain("secret-token");
  }
});

test("hostile names of contexts stay text", () => {
  for (const name of HOSTILE_STRINGS) {
    const text = kubeconfig({ token: "t" }).replace('"name":"x"', `"name":${JSON.stringify(name)}`);
    const [read] = readKubeconfig(text);
    if (name.length > 255) expect(read).toEqual({ name: name.slice(0, 255), problem: "name" });
    else expect(read).toMatchObject({ name, connection: {} });
  }
});

test("a client certificate and the cluster's own authority reach it over the real door", async () => {
  const { ca, server, client } = await makeCertificates();
  const cluster = createServer(
    { ...server, ca, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const { CN } = (request.socket as TLSSocket).getPeerCertificate().subject;
      response.end(JSON.stringify({ gitVersion: `v1 for ${CN}` }));
    },
  );
  await once(cluster.listen(0, "127.0.0.1"), "listening");
  const { port } = cluster.address() as AddressInfo;
  const text = kubeconfig(
    { "client-certificate-data": btoa(client.cert), "client-key-data": btoa(client.key) },
    { server: `https://127.0.0.1:${port}`, "certificate-authority-data": btoa(ca) },
  );
  const { id } = (await add(text, "x")).json.clusters[0];
  service.deps.outbound = createOutbound(reachableAddresses([]));
  expect((await call("POST", `clusters/${id}/test`, {})).json.failure).toMatchObject({ reason: "blocked" });
  service.deps.outbound = createOutbound(reachableAddresses(["127.0.0.1"]));
  expect((await call("POST", `clusters/${id}/test`, {})).json).toMatchObject({ version: "v1 for deployer" });
  cluster.close();
});
