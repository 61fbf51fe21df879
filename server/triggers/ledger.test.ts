import { afterEach, beforeEach, expect, test } from "vitest";
import { triggerConsoleOperations } from "../../core/console-operations/triggers.ts";
import { LEVEL } from "../../core/permissions.ts";
import { createFakeKubernetes, type FakeKubernetes, kubeconfigFor } from "../../mocks/kubernetes.ts";
import { layFiring } from "../../tests/support/firing.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { trigger } from "../../tests/support/trigger-body.ts";
import { addClusters, deleteCluster } from "../clusters/service.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

let service: TestService;
let kubernetes: FakeKubernetes;
let images: Record<"app" | "db", number>;
let cluster: string;
beforeEach(async () => {
  kubernetes = createFakeKubernetes();
  service = await createTestService({ outbound: kubernetes.outbound });
  const team = await service.createOrganization("team");
  const ops = await service.createOrganization("ops");
  images = { app: await service.createImage(team, "shop/app"), db: await service.createImage(ops, "db") };
  const [added] = await addClusters(await service.context(), kubeconfigFor("secret-token"), ["prod"]);
  cluster = added?.id ?? "";
  kubernetes.addWorkload("deployments", "web", [{ name: "app", image: "registry.example/team/app:1" }]);
  kubernetes.addWorkload("statefulsets", "db", [{ name: "app", image: "registry.example/team/app:1" }]);
});
afterEach(() => service.close());

async function ask(method: string, path: string, body?: unknown, by: TestUser = service.admin) {
  const init = {
    method,
    headers: await service.signIn(by),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  return service.app.request(`/api/${path}`, init);
}

/** A trigger on the cluster above. */
const ours = (name: string, more: object = {}) => trigger({ name, cluster_id: cluster, ...more });

async function create(image: string, name: string, more: object = {}): Promise<void> {
  const [organization, repository] = image.split("/");
  const answer = await service.app.request(
    `/v2/manage/namespaces/${organization}/repos/${repository}/triggers`,
    {
      method: "POST",
      headers: await service.token(),
      body: JSON.stringify(ours(name, more)),
    },
  );
  expect(answer.status).toBe(201);
}

async function list(query = "", by?: TestUser) {
  const answer = await ask("GET", `triggers?${query}`, undefined, by);
  expect(answer.status).toBe(200);
  return triggerConsoleOperations.ListTriggers.response.parse(await answer.json());
}

const names = async (query?: string, by?: TestUser) =>
  (await list(query, by)).triggers.map(({ name }) => name);

async function ofApp() {
  const answer = await ask("GET", "images/team/shop%24app/triggers");
  return triggerConsoleOperations.ListImageTriggers.response.parse(await answer.json()).triggers;
}

/** `fired` succeeded, `broken` failed a day later, `idle` never fired and is off. */
async function layThree(): Promise<void> {
  await layFiring(service.deps, images.app, { name: "fired", digest: DIGEST });
  service.advance(24 * 60 * 60 * 1000);
  const id = await layFiring(service.deps, images.db, { name: "broken", digest: DIGEST });
  const failed = { state: "failed", reason: "stalled" } as const;
  await service.deps.db.updateTable("trigger_firings").set(failed).where("id", "=", id).execute();
  await create("team/shop$app", "idle", { enable: "false" });
}

test("the trigger that fired last comes first, each with its image, its cluster and what it did", async () => {
  await layThree();
  const { total, triggers } = await list();
  expect([total, triggers.map(({ name }) => name)]).toEqual([3, ["broken", "fired", "idle"]]);
  expect(triggers[0]).toMatchObject({
    namespace: "ops",
    repository: "db",
    has_cluster: false,
    last_firing: { tag: "v1", state: "failed", reason: "stalled" },
  });
  expect(triggers[2]).toMatchObject({
    repository: "shop/app",
    has_cluster: true,
    enabled: false,
    last_firing: null,
  });
  expect((await ofApp()).map(({ name }) => name)).toEqual(["fired", "idle"]);
  await deleteCluster(await service.context(), cluster);
  expect((await ofApp()).map(({ has_cluster }) => has_cluster)).toEqual([false, false]);
});

test.each([
  ["namespace=ops", ["broken"]],
  ["namespace=op", []],
  ["repository=APP", ["fired", "idle"]],
  ["state=failed", ["broken"]],
  ["state=success", ["fired"]],
  ["state=running", []],
  ["state=never", ["idle"]],
  ["state=off", ["idle"]],
  ["fired_within_hours=12", ["broken"]],
  ["fired_within_hours=25&state=failed", ["broken"]],
  ["limit=1&offset=1", ["fired"]],
])("narrowed by %s", async (query, expected) => {
  await layThree();
  expect(await names(query)).toEqual(expected);
});

test("triggers are listed by cluster", async () => {
  await layThree();
  expect(await names(`cluster_id=${cluster}`)).toEqual(["idle"]);
});

test("who sees an image sees its triggers, and no other account does", async () => {
  await layThree();
  const reader = await service.createUser("reader");
  expect(await names("", reader)).toEqual([]);
  await service.grantOnImage(images.db, reader, LEVEL.read);
  expect(await names("", reader)).toEqual(["broken"]);
  expect(await names("", await service.createAccount("other"))).toEqual([]);
  expect((await service.app.request("/api/triggers")).status).toBe(401);
  for (const query of ["state=odd", "limit=1001", "fired_within_hours=0"])
    expect((await ask("GET", `triggers?${query}`)).status).toBe(400);
});

test("a change keeps the history, but not that of another workload", async () => {
  await create("team/shop$app", "deploy");
  const { db } = service.deps;
  const { id } = await db.selectFrom("triggers").select("id").executeTakeFirstOrThrow();
  const change = (name: string, body: object, by?: TestUser) =>
    ask("PUT", `images/team/shop%24app/triggers/${name}`, body, by);
  expect(
    (await change("deploy", ours("renamed", { trigger_type: "tag", condition: "v1", container: "app" })))
      .status,
  ).toBe(204);
  expect(await db.selectFrom("triggers").select(["id", "name", "condition"]).execute()).toEqual([
    { id, name: "renamed", condition: "v1" },
  ]);
  await create("team/shop$app", "other");
  for (const wrong of [
    { name: "other" },
    { application: "none" },
    { container: "none" },
    { condition: "[", trigger_type: "regular" },
  ])
    expect([wrong, (await change("renamed", ours("renamed", wrong))).status]).toEqual([wrong, 400]);
  expect((await change("none", ours("none"))).status).toBe(404);
  expect(
    (await change("renamed", ours("renamed", { app_type: "statefulsets", application: "db" }))).status,
  ).toBe(204);
  expect((await ofApp()).map(({ name, application }) => [name, application])).toEqual([
    ["other", "web"],
    ["renamed", "db"],
  ]);
  expect(await db.selectFrom("triggers").select("id").where("id", "=", id).execute()).toEqual([]);
  const reader = await service.createUser("reader");
  await service.grantOnImage(images.app, reader, LEVEL.read);
  expect((await change("renamed", ours("renamed"), reader)).status).toBe(403);
});
