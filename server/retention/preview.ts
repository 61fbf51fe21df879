/** What an unsaved rule would do at a time, without doing it. */
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import type { Context } from "../context.ts";
import type { Page } from "../list-query.ts";
import { heldBytes } from "../manifests/held-bytes.ts";
import { decideTags } from "./decide-tags.ts";

/** `freed` are bytes: what the image's tags hold less what those that stay hold. Deleted tags come first. */
export async function previewRetention(
  context: Context,
  imageId: number,
  rule: RetentionPolicyRule,
  at: Date,
  page: Page,
) {
  const decided = await decideTags(context, imageId, rule, at);
  const kept = decided.filter(({ decision }) => decision.kept);
  const digestsOf = (tags: typeof decided) => [...new Set(tags.map(({ digest }) => digest))];
  const freed =
    kept.length === decided.length
      ? 0
      : (await heldBytes(context, imageId, digestsOf(decided))) -
        (await heldBytes(context, imageId, digestsOf(kept)));
  const ordered = [...decided.filter(({ decision }) => !decision.kept), ...kept];
  return {
    total: decided.length,
    deleted: decided.length - kept.length,
    freed,
    decisions: ordered.slice(page.offset, page.offset + page.limit),
  };
}
