/** What the fields of a condition hold, what it is on the wire and how it is told. */
import type { TFunction } from "i18next";
import {
  type ConditionProblem,
  conditionProblem,
  type TriggerCondition,
} from "../../../core/trigger-condition.ts";

export interface ConditionValues {
  type: TriggerCondition["type"];
  /** Of `tag`. */
  tags: string[];
  /** Of `regular`. */
  pattern: string;
}

export const EVERY_TAG: ConditionValues = { type: "all", tags: [], pattern: "" };

export function conditionValues({ type, condition }: TriggerCondition): ConditionValues {
  return {
    type,
    tags: type === "tag" ? condition.split(";").map((tag) => tag.trim()) : [],
    pattern: type === "regular" ? condition : "",
  };
}

/** As the wire has it: `.*` for all. */
export function conditionOf({ type, tags, pattern }: ConditionValues): string {
  if (type === "all") return ".*";
  return type === "tag" ? tags.join(";") : pattern;
}

export function problemOfCondition(values: ConditionValues): ConditionProblem | "no_tag" | undefined {
  if (values.type === "tag" && values.tags.length === 0) return "no_tag";
  return conditionProblem({ type: values.type, condition: conditionOf(values) });
}

/** What is to be pushed for it to fire: kind and, but for "all", which. */
export function tellCondition(t: TFunction, { type, condition }: TriggerCondition): string {
  const kind = t(`condition.type.${type}`);
  if (type === "all") return kind;
  const what = type === "tag" ? condition.split(";").join(t("condition.separator")) : condition;
  return t("condition.of", { kind, what });
}
