/** Many records: pages by key, and what goes after a while. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { laySync } from "../../tests/support/sync.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { createSyncRecordRemoval, syncRecordRemoval } from "../sync-records/prune.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

let service: TestService;
let image: number;
beforeEach(async () => {
  service = await createTestService();
  image = await service.createImage(await service.createOrganization("team"), "app");
});
afterEach(() => service.close());

async function lay(count: number): Promise<void> {
  const { failed } = await laySync(service, image, "sha256:x");
  const { db } = service.deps;
  const { id: _, ...row } = await db
    .selectFrom("sync_records")
    .selectAll()
    .where("id", "=", failed)
    .executeTakeFirstOrThrow();
  await db.deleteFrom("sync_records").execute();
  await db.deleteFrom("sync_rules").execute();
  for (let left = count; left > 0; left -= 500) {
    const rows = Array.from({ length: Math.min(left, 500) }, () => row);
    await db.insertInto("sync_records").values(rows).execute();
  }
}

async function list(query: string, path = "sync-records") {
  const headers = await service.signIn();
  const response = await service.app.request(`/api/${path}?${query}`, { headers });
  return (await response.json()) as { total: number; records: { id: number }[]; next_marker?: number };
}

test("the markers lead through all records, the newest first, and the last page has none", async () => {
  await lay(25);
  const seen: number[] = [];
  let query = "limit=10";
  for (let pages = 1; ; pages++) {
    const { total, records, next_marker } = await list(query);
    expect(total).toBe(25);
    seen.push(...records.map(({ id }) => id));
    if (next_marker === undefined) {
      expect(pages).toBe(3);
      break;
    }
    query = `limit=10&marker=${next_marker}`;
  }
  expect(seen).toHaveLength(25);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  expect((await list("state=success")).records).toEqual([]);
  expect(
    (await list("state=failed&region_id=dr&remote_namespace=backup&namespace=team")).records,
  ).toHaveLength(25);
  expect(await list("namespace=none")).toEqual({ total: 0, records: [] });
  expect((await list("repository=PP")).total).toBe(25);
  expect((await list("repository=team")).total).toBe(0);
  expect((await list("since=2026-03-01T08:00:00.001Z")).records).toEqual([]);
  expect((await list("since=2026-03-01T08:00:00Z", "images/team/app/sync-records")).records).toHaveLength(25);
});

test.each([
  ["sync-records", "limit=10&marker=5"],
  ["sync-records", "limit=10&state=failed"],
  ["sync-records", "limit=10&namespace=team"],
  ["sync-records", "limit=10&repository=p"],
  ["images/team/app/sync-records", "limit=10"],
])("no page of %s?%s reads what is on others", async (path, query) => {
  await lay(5);
  const recording = recordStatements(service.deps.db);
  service.deps.db = recording.db;
  await list(query, path);
  const statements = recording.asked.filter(({ sql }) => sql.includes("sync_records"));
  // The page and the count, of which what is counted is recorded by itself, too.
  expect(statements).toHaveLength(3);
  for (const statement of statements) {
    // What is counted is bounded.
    const plan = (await planOf(service.deps.db, statement)).filter((step) => step !== "SCAN some").join("\n");
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
    expect(plan).toMatch(/SEARCH records USING INDEX sync_records_/);
  }
});

test("of an account the newest stay, and what has not ended", async () => {
  const { waiting } = await laySync(service, image, "sha256:y");
  const { db } = service.deps;
  const { id: _, ...row } = await db
    .selectFrom("sync_records")
    .selectAll()
    .where("state", "=", "failed")
    .executeTakeFirstOrThrow();
  const rows = Array.from({ length: 1000 }, () => row);
  await db.insertInto("sync_records").values(rows).execute();
  const other = await service.createAccount("other");
  await db
    .insertInto("sync_records")
    .values({ ...row, account_id: other.accountId })
    .execute();
  const removal = createSyncRecordRemoval(300);
  await planRecurring(service.deps, [removal]);
  const runner = createJobRunner(service.deps, [removal]);
  await runner.tick();
  await runner.idle();
  const left = await db.selectFrom("sync_records").select(["id", "account_id"]).orderBy("id").execute();
  const own = left.filter(({ account_id }) => account_id === service.admin.accountId);
  expect([own.length, own[0]?.id, left.length]).toEqual([301, waiting, 302]);
});

test("what has ended goes after ninety days, failed or not; what has not ended stays", async () => {
  await lay(2500);
  const { waiting } = await laySync(service, image, "sha256:y");
  service.advance(90 * DAY_MS + 1);
  const runner = createJobRunner(service.deps, [syncRecordRemoval]);
  await planRecurring(service.deps, [syncRecordRemoval]);
  await runner.tick();
  await runner.idle();
  const left = await service.deps.db.selectFrom("sync_records").select("id").execute();
  expect(left).toEqual([{ id: waiting }]);
});
