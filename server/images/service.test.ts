import { afterEach, beforeEach, expect, test } from "vitest";
import { IMAGE_ORDER_COLUMNS } from "../../core/operations/facts.ts";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import type { Deps } from "../deps.ts";
import { listImages, listImagesAfter } from "./service.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

/** What SQLite does for the statements run meanwhile. */
async function plansOf(work: (db: Deps["db"]) => Promise<unknown>): Promise<string> {
  const { db, asked } = recordStatements(service.deps.db);
  await work(db);
  const plans = await Promise.all(asked.map((query) => planOf(service.deps.db, query)));
  return plans.flat().join("\n");
}

test.each(IMAGE_ORDER_COLUMNS.filter((column) => column !== "namespace"))(
  "sorting by %s walks an index instead of sorting every image",
  async (column) => {
    const context = await service.context();
    await service.createImage(await service.createOrganization("team"), "app");
    const plans = await plansOf((db) =>
      listImages({ ...context, db }, {}, { column, direction: "desc" }, { offset: 0, limit: 100 }),
    );
    const index = `images_by_${column === "updated_time" ? "updated_at" : column}`;
    expect(plans).toMatch(new RegExp(`SEARCH images USING COVERING INDEX ${index} \\(account_id=\\?\\)`));
  },
);

test.each([
  [{}, /SEARCH images USING INTEGER PRIMARY KEY/],
  [{ organization: "team" }, /SEARCH images USING INDEX images_totals/],
])("the list of v3 with %j walks to its page without sorting", async (filter, walk) => {
  const context = await service.context();
  const plans = await plansOf((db) => listImagesAfter({ ...context, db }, filter, 5, 100));
  expect(plans).toMatch(walk);
  expect(plans).not.toMatch(/TEMP B-TREE/);
});
