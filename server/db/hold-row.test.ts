import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../node/sqlite.ts";
import { holdRow } from "./hold-row.ts";
import { migrate } from "./migrate.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-hold-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a held row keeps others waiting until the transaction ends", async () => {
  const [one, other] = [openSqlite(join(folder, "swr.db")), openSqlite(join(folder, "swr.db"))];
  await migrate(one);
  await sql`pragma busy_timeout = 0`.execute(other);
  const hold = (db: typeof one) => db.transaction().execute((tx) => holdRow(tx, "accounts", "any"));
  await one.transaction().execute(async (tx) => {
    await holdRow(tx, "accounts", "any");
    await expect(hold(other)).rejects.toThrow("locked");
  });
  await hold(other);
  await expect(holdRow(one, "accounts", "any")).rejects.toThrow("outside a transaction");
  await one.destroy();
  await other.destroy();
});
