import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { statisticsOperations } from "../../core/operations/statistics.ts";
import { callsTo } from "../../tests/support/call.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { writePulls } from "./pulls.ts";

const DAY = 24 * 60 * 60 * 1000;
const NAME = "team/group/web";
const OVERVIEW = "/v2/manage/overview";

let registry: TestRegistry;

beforeEach(async () => {
  registry = await startTestRegistry();
  // The tests go on for days.
  await registry.deps.db.updateTable("login_keys").set({ expires_at: "2027-01-01T00:00:00.000Z" }).execute();
});
afterEach(() => registry.close());

const call = callsTo(() => registry);
const get = (path: string, by?: TestUser) => call("GET", path, { by });

const overview = async (user?: TestUser) =>
  statisticsOperations.ShowDomainOverview.response.parse((await get(OVERVIEW, user)).json);
const report = async (type: "store" | "downflow") =>
  statisticsOperations.ShowDomainResourceReports.response.parse(
    (await get(`/v2/manage/reports/${type}/daily`)).json,
  );
/** Values of the last days, today's last. */
const lastValues = async (type: "store" | "downflow", count: number) =>
  (await report(type)).slice(-count).map(({ value }) => value);

/** Answers the bytes of what the manifest names, and of itself. */
async function push(tag: string, seed: number) {
  const { content, config, layers, digest } = await prepareManifest(registry, NAME, [seed]);
  await putManifest(registry, NAME, tag, content);
  const stored = config.size + layers.reduce((sum, { size }) => sum + size, 0);
  return { content, config, layers, digest, stored };
}

test("the overview counts what the account holds, and nothing of others", async () => {
  const stranger = await registry.createAccount("third");
  await registry.createOrganization("third", stranger);
  const first = await push("1.0", 1);
  const second = await push("2.0", 2);
  await registry.createImage(registry.organizations.ops, "empty");
  expect(await overview()).toEqual({
    domain_id: registry.admin.accountId,
    domain_name: "local",
    namspace_num: 2,
    repo_num: 2,
    image_num: 2,
    store_space: first.stored + second.stored,
    downflow_size: 0,
  });
  expect(await overview(stranger)).toMatchObject({
    domain_name: "third",
    namspace_num: 1,
    repo_num: 0,
    image_num: 0,
    store_space: 0,
    downflow_size: 0,
  });
});

test("the reports have each of the last 365 days once, today last", async () => {
  for (const type of ["store", "downflow"] as const) {
    const days = await report(type);
    expect(days).toHaveLength(365);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(["2025-03-02", "2026-03-01"]);
    expect(new Set(days.map(({ date }) => date)).size).toBe(365);
    expect(days.every(({ value }) => value === 0)).toBe(true);
  }
});

test("storage follows each push and delete, day by day", async () => {
  const first = await push("1.0", 1);
  registry.advance(DAY);
  const second = await push("2.0", 2);
  registry.advance(2 * DAY);
  const both = first.stored + second.stored;
  expect(await lastValues("store", 5)).toEqual([0, first.stored, both, both, both]);
  expect((await registry.call("DELETE", `/v2/${NAME}/manifests/${second.digest}`)).status).toBe(202);
  expect(await lastValues("store", 5)).toEqual([0, first.stored, both, both, first.stored]);
  registry.advance(DAY);
  const path = "/v2/manage/namespaces/team/repos/group$web";
  const headers = await registry.token();
  expect((await registry.app.request(path, { method: "DELETE", headers })).status).toBe(204);
  expect(await lastValues("store", 6)).toEqual([0, first.stored, both, both, first.stored, 0]);
  registry.advance(30 * DAY);
  expect(await lastValues("store", 30)).toEqual(Array.from({ length: 30 }, () => 0));
});

test("what is sent to clients counts for the account of the image", async () => {
  const { content, layers } = await push("1.0", 1);
  const [layer] = layers;
  if (!layer) throw new Error("no layer");
  const manifest = `/v2/${NAME}/manifests/1.0`;
  const blob = `/v2/${NAME}/blobs/${layer.digest}`;
  await registry.call("GET", manifest);
  await registry.call("GET", blob);
  await registry.call("GET", blob, { headers: { range: "bytes=0-9" } });
  await registry.call("HEAD", blob);
  await registry.call("HEAD", manifest);
  await registry.call("GET", blob, { headers: { "if-none-match": `"${layer.digest}"` } });
  const pulled = content.length + layer.size + 10;
  await writePulls(registry.deps);
  expect(await lastValues("downflow", 2)).toEqual([0, pulled]);
  registry.advance(DAY);
  await registry.deps.db.updateTable("images").set({ is_public: 1 }).execute();
  await registry.call("GET", blob, { headers: registry.logins.stranger.headers });
  await writePulls(registry.deps);
  expect(await lastValues("downflow", 3)).toEqual([0, pulled, layer.size]);
  expect(await overview()).toMatchObject({ downflow_size: pulled + layer.size });
});

test("the console's look at a manifest is no pull", async () => {
  const { layers } = await push("1.0", 1);
  for (const path of ["manifests/1.0", `blobs/${layers[0]?.digest}`]) {
    expect((await registry.call("GET", `/api/registry/v2/${NAME}/${path}`)).status).toBe(200);
  }
  await writePulls(registry.deps);
  expect(await overview()).toMatchObject({ downflow_size: 0 });
});

test("tables that take no writes keep no pull from its bytes, and have it counted later", async () => {
  const { content } = await push("1.0", 1);
  const { db } = registry.deps;
  await sql`pragma query_only = on`.execute(db);
  for (let pull = 0; pull < 3; pull++) {
    const answer = await fetch(`${registry.origin}/v2/${NAME}/manifests/1.0`, {
      headers: registry.logins.admin.headers,
    });
    expect([answer.status, await answer.text()]).toEqual([200, content]);
    await expect(writePulls(registry.deps)).rejects.toThrow();
  }
  await sql`pragma query_only = off`.execute(db);
  await writePulls(registry.deps);
  await writePulls(registry.deps);
  expect(await overview()).toMatchObject({ downflow_size: 3 * content.length });
  const image = await db.selectFrom("images").select("download_count").executeTakeFirstOrThrow();
  expect(image.download_count).toBe(3);
});

test("the quota tells the organizations of the account and how many it may have", async () => {
  const { project } = await registry.caller();
  expect((await get(`/v2/manage/projects/${project.id}/quotas`)).json).toEqual({
    quotas: [{ quota_key: "namespace", quota_limit: 1000, used: 2, unit: "" }],
  });
});

test("the overview is the whole account's for whoever belongs to it", async () => {
  await push("1.0", 1);
  expect(await overview(registry.member)).toEqual(await overview());
});

test("each needs a sign-in, and quotas the project of the token", async () => {
  const { project } = await registry.caller();
  for (const path of [
    OVERVIEW,
    "/v2/manage/reports/store/daily",
    `/v2/manage/projects/${project.id}/quotas`,
  ]) {
    expect([path, (await registry.app.request(path)).status]).toEqual([path, 401]);
  }
  expect(await get("/v2/manage/projects/other/quotas")).toMatchObject({ status: 403, code: "4030170" });
});

test.each(["cpu/daily", "store/weekly"])("a report of %s is refused", async (path) => {
  expect((await get(`/v2/manage/reports/${path}`)).status).toBe(400);
});
