import { expect, test } from "vitest";
import type { ListedOrganization } from "../../../core/operations/organizations.ts";
import { deleteRefusal, viewOrganizations } from "./rules.ts";

function organization(name: string, repo_count = 0, auth: 1 | 3 | 7 = 7): ListedOrganization {
  return { id: 1, name, creator_name: "admin", auth, access_user_count: 0, repo_count };
}

const all = [organization("web", 2), organization("base", 9), organization("data", 2)];
const names = (view: Partial<Parameters<typeof viewOrganizations>[1]>) =>
  viewOrganizations(all, {
    filter: "",
    sort: { column: "name", order: "asc" },
    created: undefined,
    ...view,
  }).map(({ name }) => name);

test("sorts by name and by number of images", () => {
  expect(names({})).toEqual(["base", "data", "web"]);
  expect(names({ sort: { column: "name", order: "desc" } })).toEqual(["web", "data", "base"]);
  expect(names({ sort: { column: "repo_count", order: "asc" } })).toEqual(["data", "web", "base"]);
  expect(names({ sort: { column: "repo_count", order: "desc" } })).toEqual(["base", "data", "web"]);
});

test("filters by a part of the name", () => {
  expect(names({ filter: "a" })).toEqual(["base", "data"]);
  expect(names({ filter: "." })).toEqual([]);
});

test("what was just created comes first", () => {
  expect(names({ created: "web" })).toEqual(["web", "base", "data"]);
});

test("says why an organization cannot be deleted", () => {
  expect(deleteRefusal(organization("a", 0, 3))).toBe("level");
  expect(deleteRefusal(organization("a", 1, 1))).toBe("level");
  expect(deleteRefusal(organization("a", 1, 7))).toBe("images");
  expect(deleteRefusal(organization("a", 0, 7))).toBeUndefined();
});
