import { expect, test } from "vitest";
import type { ListedOrganization } from "../../../core/operations/organizations.ts";
import { GB, QUOTA_MAX_BYTES, QUOTA_MIN_BYTES } from "../../../core/quota.ts";
import {
  deleteRefusal,
  holderOf,
  QUOTA_MAX_GB,
  QUOTA_MIN_GB,
  readQuota,
  viewOrganizations,
  withStorage,
} from "./rules.ts";

function organization(name: string, repo_count = 0, auth: 1 | 3 | 7 = 7): ListedOrganization {
  return { id: 1, name, creator_name: "admin", auth, access_user_count: 0, repo_count };
}

const all = [organization("web", 2), organization("base", 9), organization("data", 2)];
const storage = [
  { name: "data", stored_bytes: 5, quota_bytes: null },
  { name: "web", stored_bytes: 7, quota_bytes: 8 },
];
const names = (view: Partial<Parameters<typeof viewOrganizations>[1]>) =>
  viewOrganizations(withStorage(all, storage), {
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

test("sorts by what is stored; what is not known yet is nothing", () => {
  expect(names({ sort: { column: "stored", order: "desc" } })).toEqual(["web", "data", "base"]);
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

test("whose a name is that is taken", () => {
  expect(holderOf("web", all, false)).toBe("own");
  expect(holderOf("other", all, true)).toBe("other");
  expect(holderOf("other", all, false)).toBe("unseen");
});

test("reads a quota in GB, of which the service takes each", () => {
  expect(readQuota(" 5 ")).toBe(5 * GB);
  expect(readQuota("1.5")).toBe(1.5 * GB);
  expect(readQuota("0.001")).toBeGreaterThanOrEqual(QUOTA_MIN_BYTES);
  expect(readQuota(String(QUOTA_MAX_GB))).toBe(QUOTA_MAX_BYTES);
  expect(readQuota("  ")).toBeNull();
  for (const text of [
    "0",
    "0.0001",
    "-1",
    "1e3",
    "1,5",
    "5 GB",
    "٣",
    String(QUOTA_MAX_GB + 1),
    ".5",
    "NaN",
  ]) {
    expect(readQuota(text)).toBeUndefined();
  }
  expect(readQuota(String(QUOTA_MIN_GB))).toBeDefined();
});
