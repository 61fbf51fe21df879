/** Which pushed tags a trigger fires for. */
import { checkTagName } from "./names.ts";
import { type PatternProblem, readCondition } from "./patterns.ts";

/** Of tags and patterns. */
const CONDITION_MAX = 2000;

/** `tag`: one of the names is no tag. */
export type ConditionProblem = PatternProblem | "tag";

export interface TriggerCondition {
  type: "all" | "tag" | "regular";
  /** Not read for `all`; for `tag` the names of tags with `;` between. */
  condition: string;
}

export function firesFor({ type, condition }: TriggerCondition, tag: string): boolean {
  if (type === "all") return true;
  if (type === "tag") return tagsOf(condition).includes(tag);
  const pattern = readCondition(condition);
  return "matches" in pattern && pattern.matches(tag);
}

/** Why such a trigger could never fire; undefined where nothing is wrong. */
export function conditionProblem({ type, condition }: TriggerCondition): ConditionProblem | undefined {
  if (condition.length > CONDITION_MAX) return "too_long";
  if (type === "all") return undefined;
  if (type === "tag")
    return tagsOf(condition).every((tag) => checkTagName(tag) === undefined) ? undefined : "tag";
  const pattern = readCondition(condition);
  return "problem" in pattern ? pattern.problem : undefined;
}

function tagsOf(condition: string): string[] {
  return condition.split(";").map((tag) => tag.trim());
}
