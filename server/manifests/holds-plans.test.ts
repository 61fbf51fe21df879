/** What a push or a delete asks about holds costs by what it touches: no step reads all of an image's rows. */
import { CompiledQuery, type Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import type { Database } from "../db/schema.ts";
import { heldBy, hold, release, startGrace } from "./holds.ts";
import { bytesOfItsOwn } from "./image-rows.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

test.each<[string, (db: Kysely<Database>) => Promise<unknown>]>([
  ["hold", (db) => hold(db, 1, ["a", "b"])],
  ["release", (db) => release(db, 1, ["a", "b"], "")],
  ["startGrace", (db) => startGrace(db, 1, "a", { isNew: false, time: "" })],
  ["heldBy", (db) => heldBy(db, 1, "a")],
  ["bytesOfItsOwn", (db) => bytesOfItsOwn(db, 1, "a")],
])("%s", async (_, ask) => {
  const { db } = service.deps;
  const asked: CompiledQuery[] = [];
  await ask(
    db.withPlugin({
      transformQuery({ node, queryId }) {
        asked.push(db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  );
  expect(asked.length).toBeGreaterThan(0);
  for (const { sql, parameters } of asked) {
    const plan = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    const bad = plan.rows.filter(({ detail }) =>
      /^SCAN (?!reached|json_each|CONSTANT)|\(image_id=\?\)/.test(detail),
    );
    expect(bad.map(({ detail }) => detail)).toEqual([]);
  }
});
