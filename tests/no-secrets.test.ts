/**
 * What is asked for once and kept encrypted is in no answer, no line of the log and no table: whoever exports a list or
 * copies a backup gets none of it.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSecrets } from "../server/deliveries/secret.ts";
import { jobKinds } from "../server/job-kinds.ts";
import { createJobRunner, planRecurring } from "../server/jobs/runner.ts";
import { type Cast, CLUSTER_TOKEN, createCast, type Scene } from "./support/cast.ts";
import { type Row, rows } from "./support/matrix-rows.ts";
import { TEST_PASSWORD } from "./support/service.ts";
import { NEW_REGION } from "./support/sync.ts";

/** What is sealed or hashed is nobody's to read either. */
const HIDDEN = /^sealed|_hash$/;

/** Once, to whoever asked for it. */
const MAKES = ["CreateWebhook", "RotateWebhookSecret"];

const logged: string[] = [];
let cast: Cast;
let scene: Scene;
beforeAll(async () => {
  const write = (...parts: unknown[]) =>
    void logged.push(
      parts.map((part) => JSON.stringify(part, Object.getOwnPropertyNames(part ?? ""))).join(" "),
    );
  cast = await createCast({ log: { info: write, error: write } });
  scene = await cast.lay();
});
afterAll(() => cast.service.close());

interface Kept {
  /** As people typed or got them. */
  plain: Set<string>;
  /** As the tables have them. */
  hidden: Set<string>;
}

async function collect({ plain, hidden }: Kept): Promise<void> {
  const { db } = cast.service.deps;
  for (const webhook of await db.selectFrom("webhooks").selectAll().execute()) {
    for (const secret of await openSecrets(cast.service.deps, webhook)) plain.add(secret);
  }
  for (const [, row] of await allRows()) {
    for (const [column, value] of Object.entries(row))
      if (HIDDEN.test(column) && typeof value === "string") hidden.add(value);
  }
}

async function allRows(): Promise<[table: string, row: Record<string, unknown>][]> {
  const { db } = cast.service.deps;
  const tables = await sql<{ name: string }>`
    select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'
  `.execute(db);
  const all: [string, Record<string, unknown>][] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    for (const row of rows) all.push([name, row]);
  }
  return all;
}

test("clusters, regions, webhooks, keys and passwords are told by nothing", async () => {
  const kept: Kept = {
    plain: new Set([CLUSTER_TOKEN, NEW_REGION.secret_key, TEST_PASSWORD]),
    hidden: new Set(),
  };
  const told: [by: string, text: string][] = [];
  const [administrator] = cast.members;
  if (!administrator) throw new Error("nobody asks");
  await collect(kept);
  const ask = async (row: Row) => {
    const response = await row.ask({ cast, scene, member: administrator, image: administrator.image });
    told.push([row.name, `${JSON.stringify([...response.headers])} ${await response.text()}`]);
  };
  for (const row of rows) {
    await ask(row);
    if (row.changes === "never") continue;
    await collect(kept);
    scene = await cast.lay();
    await collect(kept);
  }
  // Nothing can be reached, and jobs tell of it.
  for (const row of rows.filter(({ name }) => /^(Retry|Redeliver)/.test(name))) await ask(row);
  await planRecurring(cast.service.deps, jobKinds);
  const runner = createJobRunner(cast.service.deps, jobKinds);
  await runner.tick();
  await runner.idle();
  expect(logged.some((line) => line.includes("a job failed"))).toBe(true);
  told.push(...logged.map((line): [string, string] => ["log", line]));
  const inTables = (await allRows()).map(([name, row]): [string, string] => [name, JSON.stringify(row)]);
  expect(kept.plain.size).toBeGreaterThan(3);
  expect(kept.hidden.size).toBeGreaterThan(10);
  const found = [...told, ...inTables].flatMap(([by, text]) =>
    [...kept.plain].filter((secret) => text.includes(secret)).map(() => by),
  );
  const shown = told.flatMap(([by, text]) =>
    [...kept.hidden].filter((value) => text.includes(value)).map(() => by),
  );
  expect([found, shown]).toEqual([MAKES, []]);
});
