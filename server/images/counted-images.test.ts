/** What SQL triggers keep beside the images agrees with them after each way an image comes, changes and goes. */
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { idsOfNamesWith } from "../db/sqlite/names-with.ts";
import { inTransaction } from "../transaction.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

async function push(name: string): Promise<void> {
  const { content } = await prepareManifest(registry, name, [1]);
  expect((await putManifest(registry, name, "v1", content)).status).toBe(201);
}

async function expectAgreement(total: number): Promise<void> {
  const { db } = registry.deps;
  const counts = await db.selectFrom("image_counts").selectAll().execute();
  const counted = await sql`
    select organization_id, is_public, category, count(*) as images from images group by 1, 2, 3
  `.execute(db);
  expect(counts).toEqual(counted.rows);
  const ofAccounts = await db.selectFrom("account_image_counts").selectAll().execute();
  const countedThere = await sql`
    select account_id, is_public, category, count(*) as images from images group by 1, 2, 3
  `.execute(db);
  expect(ofAccounts).toEqual(countedThere.rows);
  expect(counts.reduce((sum, { images }) => sum + images, 0)).toBe(total);
  for (const text of ["app", "pp"]) {
    const found = await sql`select * from ${idsOfNamesWith(text)}`.execute(db);
    const named = await sql`select id from images where name like ${`%${text}%`}`.execute(db);
    expect(found.rows).toEqual(named.rows);
  }
  const wrong = await sql`
    select images.id from images join organizations on organizations.id = organization_id
    where organizations.account_id != images.account_id
  `.execute(db);
  expect(wrong.rows).toEqual([]);
}

test("two characters are found wherever a name has them", async () => {
  const names = ["ay", "a/ay", "ay-1", "b-ayb", "xyay", "ya", "a", "a-y"];
  for (const name of names) await push(`team/${name}`);
  const found = await sql<{ name: string }>`
    select name from images where id in ${idsOfNamesWith("AY")} order by id
  `.execute(registry.deps.db);
  expect(found.rows.map(({ name }) => name)).toEqual(names.slice(0, 5));
  await expectAgreement(names.length);
});

test("pushed, pushed again, changed, deleted", async () => {
  await push("team/app");
  await push("team/other-app");
  await push("team/app");
  await expectAgreement(2);
  const { db } = registry.deps;
  await db.updateTable("images").set({ is_public: 1, category: "linux" }).where("name", "=", "app").execute();
  await expectAgreement(2);
  await db.updateTable("images").set({ name: "renamed" }).where("name", "=", "app").execute();
  await expectAgreement(2);
  await db.deleteFrom("images").where("name", "=", "renamed").execute();
  await expectAgreement(1);
  await db.deleteFrom("images").execute();
  await expectAgreement(0);
});

test("what is rolled back is counted back", async () => {
  await push("team/app");
  const undone = inTransaction(registry.deps, async ({ db }) => {
    await db.deleteFrom("images").execute();
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await expectAgreement(1);
});
