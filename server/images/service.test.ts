import { sql } from "kysely";
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

test.each(["updated_time", "name", "tag_count"] as const)(
  "the middle of few public images by %s is gathered, not picked out of all",
  async (column) => {
    const context = await service.context();
    const organization = await service.createOrganization("team");
    await service.createImage(organization, "app", { is_public: 1 });
    await sql`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
      insert into images (organization_id, account_id, name, category, description, is_public, creator_id, creator_name,
        size, tag_count, download_count, created_at, updated_at)
      select organization_id, account_id, 'app-' || i, category, '', i <= 100, '', '', 0, 0, 0, '', '' from images, n
    `.execute(service.deps.db);
    const plans = await plansOf((db) =>
      listImages(
        { ...context, db },
        { isPublic: true },
        { column, direction: "desc" },
        { offset: 45, limit: 10 },
      ),
    );
    expect(plans).toMatch(/USING COVERING INDEX images_by_is_public \(account_id=\? AND is_public=\?\)/);
    expect(plans).not.toMatch(/images_by_(updated_at|name|tag_count)/);
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
