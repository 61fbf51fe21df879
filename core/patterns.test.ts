import fc from "fast-check";
import { expect, test } from "vitest";
import { PATTERN_MAX, type ReadPattern, readCondition, readRegular } from "./patterns.ts";

function matching(pattern: ReadPattern, names: string[]): string[] {
  if ("problem" in pattern) throw new Error(pattern.problem);
  return names.filter((name) => pattern.matches(name));
}

test.each([
  ["^v2.*", ["v2", "v2.0.0"]],
  ["v2", ["v2"]],
  ["v1|v2", ["v1", "v2"]],
  ["(.*0.*|.*a.*)", ["v2.0.0", "latest"]],
  ["^[0-9]*$", ["15"]],
  ["(?i)LATEST", ["latest"]],
])("the regular expression %s is about the whole name", (source, expected) => {
  expect(matching(readRegular(source), ["v1", "v2", "v2.0.0", "latest", "15"])).toEqual(expected);
});

test.each([
  ["v1", "glob", ["v1"]],
  ["v*", "glob", ["v1", "v10", "v1.2"]],
  ["v?", "glob", ["v1"]],
  ["{v1,rel-3}", "glob", ["v1", "rel-3"]],
  ["v1.2", "glob", ["v1.2"]],
  ["rel-{3,4}", "glob", ["rel-3"]],
  ["rel-{a,3}", "glob", ["rel-3"]],
  ["**", "glob", ["v1", "v10", "v1.2", "rel-3"]],
  [".*", "regular", ["v1", "v10", "v1.2", "rel-3"]],
  ["^v1.*", "regular", ["v1", "v10", "v1.2"]],
  ["v1|rel-3", "regular", ["v1", "rel-3"]],
])("the condition %s is a %s", (source, understoodAs, expected) => {
  const pattern = readCondition(source);
  expect(pattern).toMatchObject({ understoodAs });
  expect(matching(pattern, ["v1", "v10", "v1.2", "rel-3"])).toEqual(expected);
});

test("only ** of a glob passes a slash", () => {
  const names = ["a/b", "ab", "a/x/b"];
  expect(matching(readCondition("a*b"), names)).toEqual(["ab"]);
  expect(matching(readCondition("a?b"), names)).toEqual([]);
  expect(matching(readCondition("a**b"), names)).toEqual(names);
});

test.each([
  ["", "empty"],
  ["a".repeat(PATTERN_MAX + 1), "too_long"],
  ["[", "not_re2"],
  ["(?=a)", "not_re2"],
  ["\\1", "not_re2"],
  ["a)(b", "not_re2"],
  ["((a{100}){100}){100}", "not_re2"],
  ["(a?){50}".repeat(20), "too_complex"],
])("%s is refused: %s", (source, problem) => {
  expect(readRegular(source)).toEqual({ problem });
  expect(readCondition(source)).toEqual({ problem });
});

test.each(["{a", "a}", "{a,{b,c}}"])("the braces of %s do not close", (source) => {
  expect(readCondition(source)).toEqual({ problem: "bad_braces" });
});

test("whatever is typed is read or refused, and a name without signs means itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (source) => {
      const pattern = readCondition(source);
      return "problem" in pattern || typeof pattern.matches("v1.0") === "boolean";
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,20}$/), (name) => {
      expect(matching(readCondition(name), [name, `${name}x`, `x${name}`])).toEqual([name]);
    }),
  );
});
