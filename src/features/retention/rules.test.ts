import { expect, test } from "vitest";
import type { RetentionPolicyRule } from "../../../core/operations/retention.ts";
import { isAmount, patternsOf, ruleOf, valuesOf } from "./rules.ts";

const rules: RetentionPolicyRule[] = [
  { template: "date_rule", params: { days: "7" }, tag_selectors: [] },
  {
    template: "tag_rule",
    params: { num: "10" },
    tag_selectors: [
      { kind: "label", pattern: "latest" },
      { kind: "regexp", pattern: "^v2.*" },
      { kind: "regexp", pattern: "a|b" },
    ],
  },
];

test.each(rules)("the form gives back the rule it was opened with: $template", (rule) => {
  expect(ruleOf(valuesOf(rule))).toEqual(rule);
});

test("patterns stand one a line, without the spaces around them", () => {
  expect(patternsOf({ ...valuesOf(undefined), patterns: " v.* \n\n a|b" })).toEqual(["v.*", "a|b"]);
});

test.each([
  ["date_rule", "1", true],
  ["date_rule", "365", true],
  ["date_rule", "366", false],
  ["tag_rule", "1000", true],
  ["tag_rule", "1001", false],
  ["tag_rule", "0", false],
  ["tag_rule", "", false],
  ["tag_rule", "1.5", false],
  ["tag_rule", "-1", false],
] as const)("%s of %s is an amount: %s", (template, amount, expected) => {
  expect(isAmount({ ...valuesOf(undefined), template, amount })).toBe(expected);
});
