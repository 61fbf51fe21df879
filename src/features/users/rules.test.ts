import { expect, test } from "vitest";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { checkUser, generatePassword, isoOf, passwordProblem, viewUsers } from "./rules.ts";

function user(name: string, create_time: string, last_login_time: string | null, description = ""): IamUser {
  return { name, description, create_time, last_login_time } as IamUser;
}

const all = [
  user("bob", "2026-03-02 08:00:00.0", null, "Build farm"),
  user("amy", "2026-03-01 08:00:00.0", "2026-03-05 08:00:00.0"),
  user("cid", "2026-03-03 08:00:00.0", "2026-03-04 08:00:00.0"),
];
const names = (view: Partial<Parameters<typeof viewUsers>[1]>) =>
  viewUsers(all, { filter: "", sort: { column: "name", order: "asc" }, created: undefined, ...view }).map(
    ({ name }) => name,
  );

test("sorts by name, creation and last sign-in, never coming before all", () => {
  expect(names({})).toEqual(["amy", "bob", "cid"]);
  expect(names({ sort: { column: "create_time", order: "desc" } })).toEqual(["cid", "bob", "amy"]);
  expect(names({ sort: { column: "last_login_time", order: "asc" } })).toEqual(["bob", "cid", "amy"]);
  expect(names({ sort: { column: "last_login_time", order: "desc" } })).toEqual(["amy", "cid", "bob"]);
});

test("filters by a part of the name or the description; what was just created comes first", () => {
  expect(names({ filter: "B" })).toEqual(["bob"]);
  expect(names({ filter: "farm" })).toEqual(["bob"]);
  expect(names({ filter: "." })).toEqual([]);
  expect(names({ created: "cid" })).toEqual(["cid", "amy", "bob"]);
});

test("reads IAM's times", () => {
  expect(new Date(isoOf("2026-03-01 08:00:00.0")).toISOString()).toBe("2026-03-01T08:00:00.000Z");
});

test("checks a user before the service does", () => {
  const values = { name: "dev", description: "", access_mode: "default", is_administrator: false } as const;
  expect(checkUser(values)).toEqual({});
  expect(checkUser({ ...values, name: "" })).toEqual({ name: "empty" });
  expect(checkUser({ ...values, name: "x".repeat(65) })).toEqual({ name: "tooLong" });
  for (const name of [" dev", "dev ", "a\u200bb", "a\u202eb", "\u0000"])
    expect(checkUser({ ...values, name })).toEqual({ name: "characters" });
  expect(checkUser({ ...values, description: "x".repeat(256) })).toEqual({
    description: "descriptionTooLong",
  });
});

test("checks a password, and makes good ones up, each another", () => {
  expect(passwordProblem("1234567", "dev")).toBe("short");
  expect(passwordProblem("x".repeat(1025), "dev")).toBe("long");
  expect(passwordProblem("Developer", "developer")).toBe("name");
  const made = Array.from({ length: 100 }, generatePassword);
  expect(new Set(made).size).toBe(100);
  for (const password of made) expect(password).toMatch(/^[a-zA-Z2-9]{20}$/);
});
