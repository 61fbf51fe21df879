import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LEVEL } from "../../core/permissions.ts";
import { callsTo } from "../../tests/support/call.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { Database } from "../db/schema.ts";
import type { JobKind } from "../jobs/kind.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { StorageError } from "../ports/storage-error.ts";
import { retentionLogRemoval } from "./prune.ts";
import { retentionRun, retentionSweep } from "./run.ts";

const IMAGE = "/v2/manage/namespaces/team/repos/web";
const DAY = 24 * 60 * 60 * 1000;

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const call = callsTo(() => registry);

const seedOf = (tag: string) => [...tag].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 997, 0);

/** An image of its own content for each tag, a minute apart; the first is the oldest. */
async function push(...tags: string[]): Promise<void> {
  for (const tag of tags) {
    const { content } = await prepareManifest(registry, "team/web", [seedOf(tag)]);
    await putManifest(registry, "team/web", tag, content);
    registry.advance(60_000);
  }
}

const number = (num: number, ...regexps: string[]) => ({
  template: "tag_rule",
  params: { num: String(num) },
  tag_selectors: regexps.map((pattern) => ({ kind: "regexp", pattern })),
});
const days = (count: number) => ({
  template: "date_rule",
  params: { days: String(count) },
  tag_selectors: [],
});
const create = (rule: object, by = registry.admin) =>
  call("POST", `${IMAGE}/retentions`, { body: { algorithm: "or", rules: [rule] }, by });

async function runJobs(kinds: JobKind[] = [retentionSweep, retentionRun]): Promise<void> {
  const runner = createJobRunner(registry.deps, kinds);
  await runner.tick();
  await runner.idle();
}

/** As a push of the source's content to the other tag. */
const copy = (source_tag: string, destination_tag: string) =>
  call("POST", `${IMAGE}/tags`, { body: { source_tag, destination_tag, override: true } });

async function tagsLeft(): Promise<string[]> {
  const rows = await registry.deps.db.selectFrom("tags").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

async function history(): Promise<{ retention_log: { tag: string; rule_type: string }[]; total: number }> {
  return (await call("GET", `${IMAGE}/retentions/histories?limit=10&offset=0`)).json as never;
}

test("a rule runs when it is saved, and the log tells each tag with the rule", async () => {
  await push("v1", "v1.0.0", "v2", "v2.0.0");
  const { status, json } = await create(number(1, "^v2.*"));
  expect([status, json]).toEqual([201, { id: expect.any(Number) }]);
  await runJobs();
  expect(await tagsLeft()).toEqual(["v1.0.0", "v2", "v2.0.0"]);
  const log = await history();
  expect(log.retention_log.map(({ tag }) => tag)).toEqual(["v1"]);
  expect(JSON.parse(log.retention_log[0]?.rule_type ?? "")).toEqual(number(1, "^v2.*"));
});

test("by age it runs by itself, and what is pushed again is young again", async () => {
  await push("old", "again");
  await create(days(1));
  registry.advance(DAY / 2);
  await copy("old", "again");
  registry.advance(DAY / 2);
  await planRecurring(registry.deps, [retentionSweep]);
  await runJobs();
  await runJobs();
  expect(await tagsLeft()).toEqual(["again"]);
});

test("tags that share a digest live and die each by itself", async () => {
  const { content } = await prepareManifest(registry, "team/web", [1]);
  for (const tag of ["a", "b"]) {
    await putManifest(registry, "team/web", tag, content);
    registry.advance(60_000);
  }
  await push("c");
  await create(number(1, "b"));
  await runJobs();
  expect(await tagsLeft()).toEqual(["b", "c"]);
  for (const tag of ["b", "c"]) {
    expect((await registry.call("GET", `/v2/team/web/manifests/${tag}`)).status).toBe(200);
  }
});

test("every tag is judged in one run, and deleted once", async () => {
  await push("v");
  const { digest, id } = await registry.deps.db
    .selectFrom("tags")
    .innerJoin("images", "images.id", "tags.image_id")
    .select(["tags.digest", "images.id"])
    .executeTakeFirstOrThrow();
  const rows = Array.from({ length: 1499 }, (_, index) => {
    const time = new Date(registry.deps.clock().getTime() + index).toISOString();
    return { image_id: id, name: `t${index}`, digest, created_at: time, updated_at: time };
  });
  await registry.deps.db.insertInto("tags").values(rows).execute();
  await create(number(10));
  await runJobs();
  expect((await tagsLeft()).length).toBe(10);
  expect((await history()).total).toBe(1490);
  const logged = await registry.deps.db.selectFrom("retention_log").select("tag").distinct().execute();
  expect(logged).toHaveLength(1490);
});

/** The kind, with something that happens just before its first deletion. */
function interruptedBy(act: () => Promise<unknown>): JobKind {
  return {
    ...retentionRun,
    run(context, payload) {
      let pending: (() => Promise<unknown>) | undefined = act;
      const db = new Proxy(context.db, {
        get(target, name) {
          const value = Reflect.get(target, name, target) as unknown;
          if (name !== "transaction") return typeof value === "function" ? value.bind(target) : value;
          return () => ({
            async execute(work: (db: Kysely<Database>) => Promise<unknown>) {
              const now = pending;
              pending = undefined;
              await now?.();
              return await target.transaction().execute(work);
            },
          });
        },
      });
      return retentionRun.run({ ...context, db }, payload);
    },
  };
}

test("a tag that is moved while the rule runs is spared, and not in the log", async () => {
  await push("a", "b", "c");
  await create(number(1));
  await runJobs([interruptedBy(() => copy("c", "b"))]);
  expect(await tagsLeft()).toEqual(["b", "c"]);
  expect((await history()).retention_log.map(({ tag }) => tag)).toEqual(["a"]);
});

test("what cannot be deleted is told with its cause, and the rest goes", async () => {
  const { db } = registry.deps;
  await push("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
  await sql`
    create trigger kept before delete on tags when old.name = 'b' begin select raise(abort, 'held'); end
  `.execute(db);
  await create(number(1));
  await runJobs();
  expect(await tagsLeft()).toEqual(["b", "k"]);
  expect((await history()).total).toBe(9);
  const failures = db.selectFrom("retention_log").select(["tag", "failure"]).where("failure", "is not", null);
  expect(await failures.execute()).toEqual([{ tag: "b", failure: "internal error" }]);
  const failed = db.selectFrom("retentions").select("failed_tags");
  expect(await failed.execute()).toEqual([{ failed_tags: 1 }]);
  await sql`drop trigger kept`.execute(db);
  await planRecurring(registry.deps, [retentionSweep]);
  await runJobs();
  await runJobs();
  expect(await tagsLeft()).toEqual(["k"]);
  expect([await failures.execute(), await failed.execute()]).toEqual([[], [{ failed_tags: 0 }]]);
});

test("a disk that is full is told in words", async () => {
  await push("a", "b", "c");
  await create(number(1));
  await runJobs([
    interruptedBy(async () => {
      throw new StorageError("the disk is full", undefined);
    }),
  ]);
  expect(await tagsLeft()).toEqual(["b", "c"]);
  const failures = registry.deps.db.selectFrom("retention_log").select(["tag", "failure"]);
  expect(await failures.where("failure", "is not", null).execute()).toEqual([
    { tag: "b", failure: "the disk is full" },
  ]);
});

/** Adds what was deleted so many days ago to the log, in the form of what it has already. */
async function lengthenLog(by: number, daysAgo: number): Promise<void> {
  const at = new Date(registry.deps.clock().getTime() - daysAgo * DAY - 1).toISOString();
  await sql`
    insert into retention_log (image_id, retention_id, rule, tag, digest, failure, created_at)
    select image_id, retention_id, rule, 'earlier', digest, failure, ${at}
    from retention_log, (with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${by})
      select n from numbers)
  `.execute(registry.deps.db);
}

test("of an image's log the newest stay", async () => {
  await push("a", "b");
  await create(number(1));
  await runJobs();
  await lengthenLog(10_500, 0);
  await push("c");
  await planRecurring(registry.deps, [retentionSweep]);
  await runJobs();
  await runJobs();
  const { retention_log, total } = await history();
  expect([retention_log[0]?.tag, retention_log[1]?.tag, total]).toEqual(["b", "earlier", 10_000]);
});

test("what was deleted ninety days ago is listed no more", async () => {
  await push("a", "b");
  await create(number(1));
  await runJobs();
  await lengthenLog(500, 90);
  expect((await history()).total).toBe(501);
  await planRecurring(registry.deps, [retentionLogRemoval]);
  await runJobs([retentionLogRemoval]);
  expect((await history()).retention_log.map(({ tag }) => tag)).toEqual(["a"]);
});

test("a rule that is deleted while it runs deletes nothing more", async () => {
  await push("a", "b", "c");
  const { id } = (await create(number(1))).json as { id: number };
  await runJobs([interruptedBy(() => call("DELETE", `${IMAGE}/retentions/${id}`))]);
  expect(await tagsLeft()).toEqual(["a", "b", "c"]);
});

test.each([
  ["[", "not re2"],
  ["(?=a)", "not re2"],
])("a pattern that is no RE2 is refused: %s", async (pattern, problem) => {
  await push("a");
  const { status, text } = await create(number(1, pattern));
  expect(status).toBe(400);
  expect(text).toContain(problem);
});

test.each([
  ["more selectors than are held against every tag", Array.from({ length: 101 }, (_, at) => `t${at}`)],
  ["a pattern that is too long", ["a".repeat(257)]],
])("%s are refused, and no rule is made", async (_, patterns) => {
  await push("a");
  expect((await create(number(1, ...patterns))).status).toBe(400);
  expect((await call("GET", `${IMAGE}/retentions`)).json).toEqual([]);
});

test("one policy an image; its template stays; it is replaced, shown and deleted", async () => {
  await push("a");
  const { id } = (await create(number(5))).json as { id: number };
  expect((await create(days(3))).code).toBe("4000014");
  const update = (rule: object) =>
    call("PATCH", `${IMAGE}/retentions/${id}`, { body: { algorithm: "or", rules: [rule] } });
  expect((await update(days(3))).status).toBe(400);
  expect((await update(number(7, "a|b"))).status).toBe(201);
  const shown = { id, algorithm: "or", rules: [number(7, "a|b")], scope: "" };
  expect((await call("GET", `${IMAGE}/retentions/${id}`)).json).toEqual(shown);
  expect((await call("GET", `${IMAGE}/retentions`)).json).toEqual([shown]);
  expect((await call("DELETE", `${IMAGE}/retentions/${id}`)).status).toBe(200);
  expect((await call("GET", `${IMAGE}/retentions`)).json).toEqual([]);
  const gone = await call("DELETE", `${IMAGE}/retentions/${id}`);
  expect([gone.status, gone.code]).toEqual([400, "4000306"]);
});

test("whoever may not delete tags makes no rule, and sees it", async () => {
  await push("a");
  await registry.grant(registry.organizations.team, registry.member, LEVEL.edit);
  expect((await create(number(1), registry.member)).status).toBe(403);
  expect((await call("GET", `${IMAGE}/retentions`, { by: registry.member })).json).toEqual([]);
});

test("in an image with slashes in its name the previewed tags are deleted", async () => {
  for (const [seed, tag] of ["v1", "v2", "v3", "hold-1", "hold-2"].entries()) {
    const { content } = await prepareManifest(registry, "team/a/b/c", [seed]);
    await putManifest(registry, "team/a/b/c", tag, content);
    registry.advance(60_000);
  }
  const rule = number(1, "hold-.*");
  const response = await registry.app.request("/api/images/team/a$b$c/retention-preview", {
    method: "POST",
    headers: await registry.signIn(),
    body: JSON.stringify({ rule }),
  });
  const { decisions } = (await response.json()) as { decisions: { tag: string; kept: boolean }[] };
  const kept = decisions.filter(({ kept }) => kept).map(({ tag }) => tag);
  const path = IMAGE.replace("web", "a$b$c");
  await call("POST", `${path}/retentions`, { body: { algorithm: "or", rules: [rule] } });
  await runJobs();
  expect(await tagsLeft()).toEqual(["hold-1", "hold-2", "v3"]);
  expect(kept.sort()).toEqual(await tagsLeft());
});

test("the preview tells what the run then does, and what it frees", async () => {
  await push("v1", "v2", "v3");
  const session = await registry.signIn();
  const preview = async (rule: object, more = {}) => {
    const response = await registry.app.request("/api/images/team/web/retention-preview", {
      method: "POST",
      headers: session,
      body: JSON.stringify({ rule, ...more }),
    });
    return (await response.json()) as { total: number; deleted: number; freed: number; decisions: unknown[] };
  };
  const seen = await preview(number(1, "v1"));
  expect(seen).toMatchObject({ total: 3, deleted: 1 });
  expect(seen.freed).toBeGreaterThan(0);
  expect(seen.decisions).toEqual([
    { tag: "v2", digest: expect.any(String), kept: false, by: "number", rank: 2 },
    { tag: "v3", digest: expect.any(String), kept: true, by: "number", rank: 1 },
    { tag: "v1", digest: expect.any(String), kept: true, by: "pattern", pattern: "v1" },
  ]);
  const later = new Date(registry.deps.clock().getTime() + 2 * DAY).toISOString();
  expect(await preview(days(1))).toMatchObject({ deleted: 0, freed: 0 });
  expect(await preview(days(1), { at: later })).toMatchObject({ deleted: 3 });
  await create(number(1, "v1"));
  await runJobs();
  expect(await tagsLeft()).toEqual(["v1", "v3"]);
});
