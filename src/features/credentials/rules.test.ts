import { expect, test } from "vitest";
import { checkPasswords } from "./rules.ts";

test("what a password must be", () => {
  const check = (values: Partial<Parameters<typeof checkPasswords>[0]>) =>
    checkPasswords(
      { old: "old password", new: "new password", again: "new password", ...values },
      "long-name",
    );
  expect(check({})).toEqual({});
  expect(check({ old: "" })).toEqual({ old: "empty" });
  expect(check({ new: "short", again: "short" })).toEqual({ new: "short" });
  expect(check({ new: "LONG-name", again: "LONG-name" })).toEqual({ new: "name" });
  expect(check({ new: "old password", again: "old password" })).toEqual({ new: "same" });
  expect(check({ again: "" })).toEqual({ again: "differs" });
});
