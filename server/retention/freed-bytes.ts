import type { Deps } from "../deps.ts";
import { heldBytes } from "../manifests/held-bytes.ts";
import type { TagDecision } from "./decide-tags.ts";

/** Bytes that only the tags hold which go: what all of an image's hold, less what those that stay hold. */
export async function freedBytes(
  deps: Pick<Deps, "db">,
  imageId: number,
  decided: readonly TagDecision[],
): Promise<number> {
  const kept = decided.filter(({ decision }) => decision.kept);
  if (kept.length === decided.length) return 0;
  const held = (tags: readonly TagDecision[]) =>
    heldBytes(deps, imageId, [...new Set(tags.map(({ digest }) => digest))]);
  return (await held(decided)) - (await held(kept));
}
