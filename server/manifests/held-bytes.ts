import { isOneOf } from "../db/sqlite/lists.ts";
import type { Deps } from "../deps.ts";

/** Manifests looked up at once; each names 2 000 others at most (manifest-content.ts). */
const AT_ONCE = 20;

/** Milliseconds of work after which others get their turn. */
const TURN_MS = 20;

/**
 * Bytes of the layers and configs of these manifests, of those an index among them lists, and of what refers to any of
 * them (signatures, SBOMs). Each blob counts once.
 */
export async function heldBytes(
  { db }: Pick<Deps, "db">,
  imageId: number,
  digests: readonly string[],
): Promise<number> {
  const held = new Set(digests);
  const todo = [...held];
  const blobs = new Map<string, number>();
  const add = (digest: string) => {
    if (!held.has(digest)) todo.push(digest);
    held.add(digest);
  };
  let began = performance.now();
  for (let at = 0; at < todo.length; at += AT_ONCE) {
    const some = todo.slice(at, at + AT_ONCE);
    const named = await db
      .selectFrom("manifest_references")
      .select(["digest", "size", "is_manifest"])
      .where("image_id", "=", imageId)
      .where(({ ref }) => isOneOf(ref("manifest_digest"), some))
      .execute();
    for (const { digest, size, is_manifest } of named) {
      if (is_manifest) add(digest);
      else blobs.set(digest, size);
    }
    const about = await db
      .selectFrom("manifests")
      .select("digest")
      .where("image_id", "=", imageId)
      .where(({ eb }) => isOneOf(eb.ref("subject_digest").$notNull(), some))
      .execute();
    for (const { digest } of about) add(digest);
    if (performance.now() - began > TURN_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
  }
  let bytes = 0;
  for (const size of blobs.values()) bytes += size;
  return bytes;
}
