import fc from "fast-check";
import { expect, test } from "vitest";
import { type Action, allows, higherLevel, LEVEL, type Level, REQUIRED_LEVEL } from "./permissions.ts";

const LEVELS = Object.values(LEVEL);
const level = fc.constantFrom<Level>(...LEVELS);
const action = fc.constantFrom(...(Object.keys(REQUIRED_LEVEL) as Action[]));

test.each([
  [LEVEL.none, []],
  [LEVEL.read, ["view", "pull"]],
  [LEVEL.edit, ["view", "pull", "push", "editAttributes", "setTriggers"]],
  [
    LEVEL.manage,
    [
      "view",
      "pull",
      "push",
      "editAttributes",
      "setTriggers",
      "delete",
      "share",
      "setQuota",
      "setWebhooks",
      "seeWhoReaches",
    ],
  ],
])("level %i may do what the guide says", (granted, actions) => {
  const allowed = (Object.keys(REQUIRED_LEVEL) as Action[]).filter((each) => allows(granted, each));
  expect(allowed).toEqual(actions);
});

test("a level holds the bits of every lower one", () => {
  for (const [at, lower] of LEVELS.entries()) {
    for (const higher of LEVELS.slice(at)) expect(higher & lower).toBe(lower);
  }
});

test("two grants together allow what either allows", () => {
  fc.assert(
    fc.property(level, level, action, (a, b, act) => {
      expect(allows(higherLevel(a, b), act)).toBe(allows(a, act) || allows(b, act));
    }),
  );
});
