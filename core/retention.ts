/**
 * Which tags a retention rule deletes: one decision for the preview in the page, the preview of the API and the run
 * (user guide, 「镜像老化」; SWR API reference, "retention"). Protected tags are neither counted nor deleted.
 */
import { type PatternProblem, readRegular } from "./patterns.ts";

export const RETENTION_DAYS_MAX = 365;
export const RETENTION_NUMBER_MAX = 1000;

export interface RetentionRule {
  /** `days`: tags pushed in the last so many days stay; `number`: so many of the newest tags stay. */
  keep: { days: number } | { number: number };
  /** Names of tags that stay. */
  protectedTags: readonly string[];
  /** Regular expressions of tags that stay. */
  protectedPatterns: readonly string[];
}

export interface RetainedTag {
  name: string;
  /** When it was pushed last, RFC 3339 in UTC with milliseconds. */
  pushedAt: string;
}

type Reason =
  | { kept: true; by: "tag" }
  | { kept: true; by: "pattern"; pattern: string }
  | { kept: boolean; by: "days" }
  /** Counted from the newest unprotected tag, which is 1. */
  | { kept: boolean; by: "number"; rank: number };

export type Decision = Reason & { name: string };

export interface BadPattern {
  pattern: string;
  problem: PatternProblem;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * One decision for each tag, in the order given. Of tags pushed at the same instant the one whose name sorts first
 * counts as newer, so that the result never changes. If a pattern cannot be read, answers the bad patterns instead:
 * without its protection a rule would delete tags that should stay.
 */
export function decide(
  rule: RetentionRule,
  tags: readonly RetainedTag[],
  now: Date,
): { decisions: Decision[] } | { badPatterns: BadPattern[] } {
  const read = rule.protectedPatterns.map((pattern) => ({ pattern, ...readRegular(pattern) }));
  const badPatterns = read.flatMap((it) =>
    "problem" in it ? [{ pattern: it.pattern, problem: it.problem }] : [],
  );
  if (badPatterns.length > 0) return { badPatterns };
  const patterns = read.flatMap((it) => ("matches" in it ? [it] : []));
  const named = new Set(rule.protectedTags);
  const protection = (name: string): Reason | undefined => {
    if (named.has(name)) return { kept: true, by: "tag" };
    const match = patterns.find(({ matches }) => matches(name));
    return match && { kept: true, by: "pattern", pattern: match.pattern };
  };
  const reasons = new Map(tags.map(({ name }) => [name, protection(name)]));
  const counted = tags.filter(({ name }) => reasons.get(name) === undefined).sort(newestFirst);
  counted.forEach((tag, index) => {
    reasons.set(tag.name, judge(rule.keep, tag, index + 1, now));
  });
  return { decisions: tags.map(({ name }) => ({ name, ...(reasons.get(name) as Reason) })) };
}

function judge(keep: RetentionRule["keep"], tag: RetainedTag, rank: number, now: Date): Reason {
  if ("number" in keep) return { kept: rank <= keep.number, by: "number", rank };
  const since = new Date(now.getTime() - keep.days * DAY_MS).toISOString();
  return { kept: tag.pushedAt >= since, by: "days" };
}

function newestFirst(a: RetainedTag, b: RetainedTag): number {
  if (a.pushedAt !== b.pushedAt) return a.pushedAt > b.pushedAt ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
