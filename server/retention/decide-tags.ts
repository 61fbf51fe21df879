/** Applies a rule to all tags of an image at one moment, for the preview and the run alike. */
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import { type Decision, decide } from "../../core/retention.ts";
import type { Deps } from "../deps.ts";
import { SwrError } from "../errors.ts";
import { decidedBy } from "./rule.ts";

export interface TagDecision {
  decision: Decision;
  digest: string;
}

/** The newest tag first. A rule whose patterns cannot be read never gets here (checkRule). */
export async function decideTags(
  { db }: Pick<Deps, "db">,
  imageId: number,
  rule: RetentionPolicyRule,
  now: Date,
): Promise<TagDecision[]> {
  const rows = await db
    .selectFrom("tags")
    .select(["name", "digest", "updated_at"])
    .where("image_id", "=", imageId)
    .orderBy("updated_at", "desc")
    .orderBy("name")
    .execute();
  const tags = rows.map(({ name, updated_at }) => ({ name, pushedAt: updated_at }));
  const result = decide(decidedBy(rule), tags, now);
  if ("badPatterns" in result) throw badPattern(result.badPatterns[0]);
  return result.decisions.map((decision, at) => ({ decision, digest: rows[at]?.digest ?? "" }));
}

/** Refuses a rule whose patterns cannot be read. */
export function checkRule(rule: RetentionPolicyRule): void {
  const result = decide(decidedBy(rule), [], new Date(0));
  if ("badPatterns" in result) throw badPattern(result.badPatterns[0]);
}

function badPattern(bad: { pattern: string; problem: string } | undefined): SwrError {
  return new SwrError("invalidBody", `${bad?.pattern}: ${bad?.problem.replaceAll("_", " ")}`);
}
