import fc from "fast-check";
import { expect, test } from "vitest";
import { readRollout, tellRollout } from "./rollout.ts";

test("what is told is read back", () => {
  const count = fc.nat(5000);
  const words = fc.option(fc.string({ minLength: 1, maxLength: 200 }), { nil: undefined });
  const pod = fc.option(fc.constantFrom("web-0", "a.b-12"), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ updated: count, wanted: count, ready: count, pod, words }), (rollout) => {
      fc.pre(rollout.pod !== undefined || !rollout.words?.startsWith("delete pod "));
      expect(readRollout(tellRollout(rollout))).toEqual(rollout);
    }),
  );
});

test("a cluster's own words are none", () => {
  for (const detail of ["", "404: not found", "1 of 2", "1 of 2 updated, x ready"])
    expect(readRollout(detail)).toBeUndefined();
});
