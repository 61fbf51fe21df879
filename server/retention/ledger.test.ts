import { afterAll, beforeAll, expect, test } from "vitest";
import { retentionConsoleOperations } from "../../core/console-operations/retention.ts";
import { callsTo } from "../../tests/support/call.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { retentionRun, retentionSweep } from "./run.ts";

const KINDS = [retentionSweep, retentionRun];
const HOUR_MS = 60 * 60 * 1000;

let registry: TestRegistry;
let reader: TestUser;

/** `team/web` has three tags and a rule that leaves one, `team/app` one tag and none, `data/db` a rule that has not run. */
beforeAll(async () => {
  registry = await startTestRegistry();
  const data = await registry.createOrganization("data");
  const db = await registry.createImage(data, "db");
  for (const [image, tag, size] of [
    ["team/web", "v1", 1],
    ["team/web", "v2", 2],
    ["team/web", "v3", 3],
    ["team/app", "v1", 4],
  ] as const) {
    const { content } = await prepareManifest(registry, image, [size]);
    await putManifest(registry, image, tag, content);
    registry.advance(60_000);
  }
  reader = await registry.createUser("reader");
  await registry.grantOnImage(db, reader, 1);
  await planRecurring(registry.deps, KINDS);
  await addRule("team", "web", "1");
  await runJobs();
  await addRule("data", "db", "5");
});
afterAll(() => registry.close());

const call = callsTo(() => registry);

async function addRule(organization: string, image: string, num: string): Promise<void> {
  const rules = [{ template: "tag_rule", params: { num }, tag_selectors: [] }];
  const path = `/v2/manage/namespaces/${organization}/repos/${image}/retentions`;
  expect((await call("POST", path, { body: { algorithm: "or", rules } })).status).toBe(201);
}

async function runJobs(): Promise<void> {
  const runner = createJobRunner(registry.deps, KINDS);
  await runner.tick();
  await runner.idle();
}

async function list(query = "", by: TestUser = registry.admin) {
  const headers = await registry.signIn(by);
  const answer = await registry.app.request(`/api/retentions?${query}`, { headers });
  expect(answer.status).toBe(200);
  return retentionConsoleOperations.ListRetentionsOfImages.response.parse(await answer.json());
}

const names = async (query?: string, by?: TestUser) =>
  (await list(query, by)).images.map(({ namespace, repository }) => `${namespace}/${repository}`);

test("it needs a sign-in and valid parameters", async () => {
  expect((await registry.app.request("/api/retentions")).status).toBe(401);
  for (const query of [
    "state=all",
    "limit=1001",
    "offset=-1",
    "order_column=size",
    `namespace=${"a".repeat(99)}`,
  ]) {
    const headers = await registry.signIn();
    expect((await registry.app.request(`/api/retentions?${query}`, { headers })).status).toBe(400);
  }
});

test("each rule with how it ran, what it deleted last, and when it runs next", async () => {
  const { total, images } = await list();
  expect(total).toBe(2);
  const [db, web] = images;
  expect(db).toMatchObject({ namespace: "data", repository: "db", tags: 0, size: 0 });
  expect(db?.retention).toMatchObject({ last_run_at: null, failed_tags: 0, deleted: null });
  const now = registry.deps.clock().getTime();
  // It runs by itself at once, the other one with all.
  expect(Date.parse(db?.retention?.next_run_at ?? "")).toBe(now);
  expect(Date.parse(web?.retention?.next_run_at ?? "")).toBe(now + HOUR_MS);
  expect(web?.retention).toMatchObject({
    rule: { template: "tag_rule", params: { num: "1" }, tag_selectors: [] },
    last_run_at: new Date(now).toISOString(),
    deleted: { at: new Date(now).toISOString(), tags: 2 },
  });
});

test("what is told as freed is what the preview had said", async () => {
  const { content } = await prepareManifest(registry, "team/app", [5]);
  await putManifest(registry, "team/app", "v2", content);
  const rule = { template: "tag_rule", params: { num: "1" }, tag_selectors: [] };
  const answer = await registry.app.request("/api/images/team/app/retention-preview", {
    method: "POST",
    headers: await registry.signIn(),
    body: JSON.stringify({ rule }),
  });
  const { freed, deleted } = (await answer.json()) as { freed: number; deleted: number };
  expect([freed > 0, deleted]).toEqual([true, 1]);
  await addRule("team", "app", "1");
  await runJobs();
  const [app] = (await list("repository=app")).images;
  expect(app?.retention?.deleted).toMatchObject({ tags: 1, freed });
});

test("a run that deletes nothing leaves what was told of the last that did", async () => {
  const before = (await list("repository=web")).images[0]?.retention;
  registry.advance(2 * HOUR_MS);
  await runJobs();
  await runJobs();
  const after = (await list("repository=web")).images[0]?.retention;
  expect(after?.last_run_at).not.toBe(before?.last_run_at);
  expect(after?.deleted).toEqual(before?.deleted);
});

test.each([
  ["", ["team/app", "data/db", "team/web"]],
  ["state=set&namespace=team", ["team/app", "team/web"]],
  ["state=none", []],
  ["state=deleted", ["team/app", "team/web"]],
  ["state=failed", []],
  ["repository=b", ["data/db", "team/web"]],
  ["namespace=tea", []],
  ["limit=1&offset=1", ["data/db"]],
  ["order_column=name&order_type=desc", ["team/web", "data/db", "team/app"]],
  ["order_column=tag_count&order_type=desc&limit=1&offset=2", ["data/db"]],
  ["order_column=deleted_at&order_type=desc&limit=1", ["team/app"]],
])("narrowed and sorted by %s", async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test("images the caller does not see, or of another account, are left out", async () => {
  expect(await names("", reader)).toEqual(["data/db"]);
  expect((await list("", reader)).total).toBe(1);
  const stranger = await registry.createAccount("stranger");
  expect(await names("", stranger)).toEqual([]);
  expect(await names("state=none", stranger)).toEqual([]);
});

test("an image without a rule, and one whose run could not delete all", async () => {
  await registry.deps.db
    .deleteFrom("retentions")
    .where("template", "=", "tag_rule")
    .where("amount", "=", 5)
    .execute();
  await registry.deps.db
    .updateTable("retentions")
    .set({ failed_tags: 2 })
    .where("deleted_tags", "=", 2)
    .execute();
  const { images } = await list("state=none");
  expect(images).toEqual([{ namespace: "data", repository: "db", tags: 0, size: 0, retention: null }]);
  expect(await names("state=failed")).toEqual(["team/web"]);
});

test("what was deleted more than a day ago was not deleted lately", async () => {
  registry.advance(24 * HOUR_MS);
  expect(await names("state=deleted")).toEqual([]);
});
