/** What the form holds, and what can be said of a rule without asking the service. */
import type { TFunction } from "i18next";
import type { RetentionPolicyRule } from "../../../core/operations/retention.ts";
import { RETENTION_DAYS_MAX, RETENTION_NUMBER_MAX } from "../../../core/retention.ts";

export interface RetentionValues {
  template: RetentionPolicyRule["template"];
  /** As typed. */
  amount: string;
  protectedTags: string[];
  /** One a line. */
  patterns: string;
}

export const AMOUNT_MAX = { date_rule: RETENTION_DAYS_MAX, tag_rule: RETENTION_NUMBER_MAX } as const;

export function valuesOf(rule: RetentionPolicyRule | undefined): RetentionValues {
  if (!rule) return { template: "date_rule", amount: "30", protectedTags: [], patterns: "" };
  const of = (kind: "label" | "regexp") =>
    rule.tag_selectors.filter((selector) => selector.kind === kind).map(({ pattern }) => pattern);
  return {
    template: rule.template,
    amount: rule.template === "date_rule" ? rule.params.days : rule.params.num,
    protectedTags: of("label"),
    patterns: of("regexp").join("\n"),
  };
}

export function patternsOf({ patterns }: RetentionValues): string[] {
  return patterns
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function isAmount({ template, amount }: RetentionValues): boolean {
  return /^[1-9]\d{0,3}$/.test(amount) && Number(amount) <= AMOUNT_MAX[template];
}

/** Of values whose amount is one. */
export function ruleOf(values: RetentionValues): RetentionPolicyRule {
  const tag_selectors = [
    ...values.protectedTags.map((pattern) => ({ kind: "label" as const, pattern })),
    ...patternsOf(values).map((pattern) => ({ kind: "regexp" as const, pattern })),
  ];
  return values.template === "date_rule"
    ? { template: "date_rule", params: { days: values.amount }, tag_selectors }
    : { template: "tag_rule", params: { num: values.amount }, tag_selectors };
}

/** A rule in a sentence: what it keeps, and what it never touches. */
export function sentenceOf(t: TFunction, rule: RetentionPolicyRule): string {
  const kept =
    rule.template === "date_rule"
      ? t("retention.sentence.days", { count: Number(rule.params.days) })
      : t("retention.sentence.number", { count: Number(rule.params.num) });
  if (rule.tag_selectors.length === 0) return kept;
  const patterns = rule.tag_selectors.map(({ pattern }) => pattern).join(t("retention.sentence.separator"));
  return t("retention.sentence.except", { kept, patterns });
}
