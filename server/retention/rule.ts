/** A retention rule as the wire has it, the tables keep it and core/retention.ts decides by it. */
import type { Selectable } from "kysely";
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import type { RetentionRule } from "../../core/retention.ts";
import type { Database } from "../db/schema.ts";

type RetentionRow = Selectable<Database["retentions"]>;

export function ruleOfRow({
  template,
  amount,
  selectors,
}: Pick<RetentionRow, "template" | "amount" | "selectors">) {
  const tag_selectors = JSON.parse(selectors) as RetentionPolicyRule["tag_selectors"];
  const rule: RetentionPolicyRule =
    template === "date_rule"
      ? { template, params: { days: String(amount) }, tag_selectors }
      : { template, params: { num: String(amount) }, tag_selectors };
  return rule;
}

/** The schema takes exactly one rule. */
export function onlyRule({ rules: [rule] }: { rules: readonly RetentionPolicyRule[] }): RetentionPolicyRule {
  if (!rule) throw new Error("a policy without a rule");
  return rule;
}

export function columnsOfRule(rule: RetentionPolicyRule) {
  const amount = rule.template === "date_rule" ? rule.params.days : rule.params.num;
  return { template: rule.template, amount: Number(amount), selectors: JSON.stringify(rule.tag_selectors) };
}

export function decidedBy(rule: RetentionPolicyRule): RetentionRule {
  const patternsOf = (kind: "label" | "regexp") =>
    rule.tag_selectors.filter((selector) => selector.kind === kind).map(({ pattern }) => pattern);
  return {
    keep:
      rule.template === "date_rule"
        ? { days: Number(rule.params.days) }
        : { number: Number(rule.params.num) },
    protectedTags: patternsOf("label"),
    protectedPatterns: patternsOf("regexp"),
  };
}
