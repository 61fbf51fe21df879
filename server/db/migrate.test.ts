import { type Kysely, type KyselyPlugin, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentOf, makeOldRelease } from "../../tests/support/old-release.ts";
import { openSqlite } from "../node/sqlite.ts";
import { type MigrationName, type MigrationStep, migrate, migrations, needsMigration } from "./migrate.ts";
import type { Database } from "./schema.ts";

let db: Kysely<Database>;
beforeEach(() => {
  db = openSqlite(":memory:");
});
afterEach(() => db.destroy());

const NAMES = Object.keys(migrations) as MigrationName[];

test("each migration is announced before it runs, and none runs twice", async () => {
  const told: string[] = [];
  const options = {
    to: "0010-cheaper-lists",
    before({ step, number, of }: MigrationStep) {
      told.push(`${step} ${number}/${of}`);
      return number < 3;
    },
  } as const;
  await makeOldRelease(db, "0004-statistics", 10);
  await migrate(db, options);
  await migrate(db, options);
  expect(await needsMigration(db)).toBe(true);
  await migrate(db);
  await migrate(db, options);
  expect(await needsMigration(db)).toBe(false);
  expect(told).toEqual([
    "0005-tags-of-manifest 1/6",
    "0006-search 2/6",
    "0007-first-login 3/6",
    "0007-first-login 1/4",
    "0008-image-lists 2/4",
    "0009-visible-images 3/4",
  ]);
});

test("a migration that fails leaves nothing behind", async () => {
  await makeOldRelease(db, "0007-first-login", 10);
  // What the middle of 0008 is about to make an index.
  await sql`create table images_in_organization (id integer)`.execute(db);
  const before = await schemaOf();
  await expect(migrate(db)).rejects.toThrow("images_in_organization");
  expect(await schemaOf()).toEqual(before);
});

test("tables of a newer release are left alone", async () => {
  await migrate(db);
  await sql`insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00.000Z')`.execute(db);
  await expect(migrate(db)).rejects.toThrow("9999-later");
});

// Without the new transactions: releases before ran the steps like that, and what they left must be brought on.
test.each<[MigrationName | undefined, MigrationName]>([
  [undefined, "0003-access-keys"],
  ["0003-access-keys", "0010-cheaper-lists"],
])("cut after any statement from %s to %s it is completed", async (from, to) => {
  const uncut = await completed(from, to, Number.POSITIVE_INFINITY);
  for (let statements = 0; ; statements++) {
    const { content, wasCut } = await completed(from, to, statements);
    expect(content, `after ${statements} statements`).toEqual(uncut.content);
    if (!wasCut) break;
  }
});

async function completed(from: MigrationName | undefined, to: MigrationName, statements: number) {
  const db = openSqlite(":memory:");
  if (from) await makeOldRelease(db, from, 100);
  let left = statements;
  const cut: KyselyPlugin = {
    transformQuery({ node }) {
      if (left-- <= 0) throw new Error("cut");
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        NAMES.map((name) => [
          name,
          { up: (bare: Kysely<unknown>) => migrations[name].up(bare.withPlugin(cut)) },
        ]),
      ),
  };
  const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateTo(to);
  if (error) expect(error).toEqual(new Error("cut"));
  await migrate(db);
  const content = await contentOf(db);
  await db.destroy();
  return { content, wasCut: error !== undefined };
}

async function schemaOf(): Promise<unknown[]> {
  const { rows } = await sql`select name, sql from sqlite_master order by name`.execute(db);
  return rows;
}
