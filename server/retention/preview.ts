/** What an unsaved rule would do at a time, without doing it. */
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import type { Context } from "../context.ts";
import type { Page } from "../list-query.ts";
import { decideTags } from "./decide-tags.ts";
import { freedBytes } from "./freed-bytes.ts";

/** `freed` are bytes. Deleted tags come first. */
export async function previewRetention(
  context: Context,
  imageId: number,
  rule: RetentionPolicyRule,
  at: Date,
  page: Page,
) {
  const decided = await decideTags(context, imageId, rule, at);
  const kept = decided.filter(({ decision }) => decision.kept);
  const ordered = [...decided.filter(({ decision }) => !decision.kept), ...kept];
  return {
    total: decided.length,
    deleted: decided.length - kept.length,
    freed: await freedBytes(context, imageId, decided),
    decisions: ordered.slice(page.offset, page.offset + page.limit),
  };
}
