/** Which pushed tags a trigger fires for. */
import { checkTagName } from "./names.ts";
import { readCondition } from "./patterns.ts";

export interface TriggerCondition {
  type: "all" | "tag" | "regular";
  /** Of `all` nothing is read; `tag` names tags with `;` between. */
  condition: string;
}

export function firesFor({ type, condition }: TriggerCondition, tag: string): boolean {
  if (type === "all") return true;
  if (type === "tag") return tagsOf(condition).includes(tag);
  const pattern = readCondition(condition);
  return "matches" in pattern && pattern.matches(tag);
}

/** Why it could never fire; undefined where nothing is wrong. */
export function conditionProblem({ type, condition }: TriggerCondition): string | undefined {
  if (type === "all") return undefined;
  if (type === "tag")
    return tagsOf(condition).every((tag) => checkTagName(tag) === undefined) ? undefined : "tag";
  const pattern = readCondition(condition);
  return "problem" in pattern ? pattern.problem : undefined;
}

function tagsOf(condition: string): string[] {
  return condition.split(";").map((tag) => tag.trim());
}
