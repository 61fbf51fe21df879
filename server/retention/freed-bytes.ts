import type { Deps } from "../deps.ts";
import { heldBytes } from "../manifests/held-bytes.ts";
import type { TagDecision } from "./decide-tags.ts";

/** Bytes freed with the tags to be deleted: what all tags of the image hold, less what those that stay hold. */
export async function freedBytes(
  deps: Pick<Deps, "db">,
  imageId: number,
  decided: readonly TagDecision[],
): Promise<number> {
  const kept = decided.filter(({ decision }) => decision.kept);
  if (kept.length === decided.length) return 0;
  const held = (tags: readonly TagDecision[]) =>
    heldBytes(deps, imageId, [...new Set(tags.map(({ digest }) => digest))]);
  // What comes meanwhile may be held by those that stay.
  return Math.max(0, (await held(decided)) - (await held(kept)));
}
