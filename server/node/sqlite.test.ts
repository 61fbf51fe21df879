import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../db/migrate.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
import { openSqlite, overSqlite } from "./sqlite.ts";

let folder: string;
let db: ReturnType<typeof openSqlite>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-sqlite-"));
  db = openSqlite(join(folder, "swr.db"));
  await migrate(db);
});

afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

const account = (id: string) => ({ id, name: id, created_at: "2026-01-01T00:00:00.000Z" });

test("commits survive a power cut, and references hold", async () => {
  const settings = await sql<{ journal_mode: string; synchronous: number; foreign_keys: number }>`
    select * from pragma_journal_mode, pragma_synchronous, pragma_foreign_keys
  `.execute(db);
  expect(settings.rows).toEqual([{ journal_mode: "wal", synchronous: 2, foreign_keys: 1 }]);
  await expect(
    db.insertInto("projects").values({ id: "p", account_id: "nobody", name: "p" }).execute(),
  ).rejects.toThrow("FOREIGN KEY");
});

test("only unsynced transactions do not wait for the disk", async () => {
  const level = async (of: typeof db) =>
    (await sql<{ synchronous: number }>`select * from pragma_synchronous`.execute(of)).rows[0]?.synchronous;
  const levels: unknown[] = [];
  for (const id of ["a", "b"]) {
    await inUnsyncedTransaction({ db }, async (within) => {
      levels.push(await level(within.db));
      await within.db.insertInto("accounts").values(account(id)).execute();
    });
    levels.push(await level(db));
  }
  const failing = inUnsyncedTransaction({ db }, async (within) => {
    await within.db.insertInto("accounts").values(account("c")).execute();
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  levels.push(await level(db));
  expect(levels).toEqual([1, 2, 1, 2, 2]);
  expect(await db.selectFrom("accounts").select("id").execute()).toEqual([{ id: "a" }, { id: "b" }]);
});

test("a statement with a limit is planned once, not each time", async () => {
  const database = new DatabaseSync(":memory:");
  const own = overSqlite(database);
  await migrate(own);
  // SQLite asks this of each table and column while it plans.
  let planning = 0;
  database.setAuthorizer(() => {
    planning++;
    return constants.SQLITE_OK;
  });
  const page = (limit: number) =>
    own.selectFrom("accounts").select("id").limit(limit).offset(limit).execute();
  await page(1);
  const planned = planning;
  for (const limit of [1, 2, 1]) await page(limit);
  expect(planning).toBe(planned);
  expect(planned).toBeGreaterThan(0);
  await own.destroy();
});

test("a failed transaction leaves nothing, and others at the same time are untouched by it", async () => {
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto("accounts").values(account("lost")).execute();
    throw new Error("on purpose");
  });
  const others = Array.from({ length: 5 }, (_, at) =>
    db.transaction().execute((tx) =>
      tx
        .insertInto("accounts")
        .values(account(`kept-${at}`))
        .execute(),
    ),
  );
  await expect(failing).rejects.toThrow("on purpose");
  await Promise.all(others);
  const names = await db.selectFrom("accounts").select("name").orderBy("name").execute();
  expect(names.map(({ name }) => name)).toEqual(["kept-0", "kept-1", "kept-2", "kept-3", "kept-4"]);
});

test("a statement used again takes the new values", async () => {
  await db
    .insertInto("accounts")
    .values([account("a"), account("b")])
    .execute();
  const find = (id: string) => db.selectFrom("accounts").select("name").where("id", "=", id).execute();
  expect([await find("a"), await find("b"), await find("c")]).toEqual([[{ name: "a" }], [{ name: "b" }], []]);
});

test("a transaction that reads first still writes, as another process has to wait for its end", async () => {
  const other = new DatabaseSync(join(folder, "swr.db"));
  const insert = "insert into accounts (id, name, created_at) values ('other', 'other', '')";
  await db.transaction().execute(async (tx) => {
    expect(await tx.selectFrom("accounts").select("id").execute()).toEqual([]);
    expect(() => other.exec(insert)).toThrow("locked");
    await tx.insertInto("accounts").values(account("own")).execute();
  });
  other.exec(insert);
  other.close();
  expect(await db.selectFrom("accounts").select("id").execute()).toHaveLength(2);
});

test("what SQLite has rolled back itself, as on a full disk, fails for its own cause", async () => {
  const db = openSqlite(":memory:");
  const work = db.transaction().execute(async (tx) => {
    await sql`rollback`.execute(tx);
    throw new Error("the disk is full");
  });
  await expect(work).rejects.toThrow("the disk is full");
  await db.destroy();
});
