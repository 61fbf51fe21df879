import { sql } from "kysely";
import { expect, test } from "vitest";
import { openSqlite } from "../node/sqlite.ts";
import { type Param, prepared } from "./prepared.ts";

test("each run of a prepared query has its own values, in any order and database", async () => {
  let builds = 0;
  const query = prepared((db, name: Param<string>, level: Param<string>, end: Param<string | null>) => {
    builds++;
    const row = sql<string>`json_array(${level}, ${name}, ${"fixed"}, ${end}, ${name})`;
    return db.selectNoFrom(row.as("row"));
  });
  const [one, other] = [openSqlite(":memory:"), openSqlite(":memory:")];
  expect(await query(one, "a", "1", null)).toEqual([{ row: '["1","a","fixed",null,"a"]' }]);
  expect(await query(other, "b", "2", "end")).toEqual([{ row: '["2","b","fixed","end","b"]' }]);
  expect(builds).toBe(1);
  await Promise.all([one.destroy(), other.destroy()]);
});
