/** The catalog's pages, in the order of `organization/image`. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { planOf, recordStatements } from "../../tests/support/query-plans.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { listRepositoryNames } from "./manifest-queries.ts";

const NAMES = ["a-b/x", "a-b/x/y", "a.b/x", "a/w", "a/x", "a/x-y", "a/x/y", "ab/x"];

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
  const made = new Map<string, number>();
  for (const name of NAMES.toReversed()) {
    const [organization = "", ...image] = name.split("/");
    const id = made.get(organization) ?? (await service.createOrganization(organization));
    made.set(organization, id);
    await service.createImage(id, image.join("/"));
  }
});
afterEach(() => service.close());

test("pages of any length hold each name once, in order", async () => {
  const viewer = await service.context();
  for (const limit of [1, 2, 3, 100]) {
    const shown: string[] = [];
    for (let page = ["-"]; page.length > 0; shown.push(...page)) {
      page = await listRepositoryNames(viewer, { limit, last: shown.at(-1) ?? "" });
    }
    expect(shown).toEqual(NAMES);
  }
});

test("a page of the catalog begins after any text", async () => {
  const viewer = await service.context();
  for (const last of ["a", "a-", "a/", "a/x", "a/x-", "a/x0", "b", "a/x/y/z", "/", "0", "~"]) {
    const shown = await listRepositoryNames(viewer, { limit: 100, last });
    expect(shown, last).toEqual(NAMES.filter((name) => name > last));
  }
});

test("a page is read in order, never sorted", async () => {
  const { db, asked } = recordStatements(service.deps.db);
  await listRepositoryNames({ ...(await service.context()), db }, { limit: 3, last: "a/x" });
  const [query] = asked;
  const plan = query && (await planOf(service.deps.db, query));
  expect(plan?.join("\n")).toMatch(/organizations_catalog \(account_id=\? AND <expr>/);
  expect(plan?.join("\n")).not.toContain("TEMP B-TREE");
});
