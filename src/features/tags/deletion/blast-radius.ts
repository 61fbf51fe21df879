/** What is lost with deleted tags, and what stays under another tag. */
import { platformsOf, readManifest } from "../../../lib/image/manifest.ts";

export interface DoomedTag {
  name: string;
  digest: string;
  /** Bytes. */
  size: number;
  /** Platforms of an index, which are all lost with it. */
  platforms: readonly string[];
}

export function doomedTag(name: string, tag: { digest: string; size: number; manifest: string }): DoomedTag {
  const { digest, size, manifest } = tag;
  return {
    name,
    digest,
    size,
    platforms: platformsOf(readManifest(manifest)).map((platform) => platform.name),
  };
}

export interface BlastRadius {
  /** Content that loses its last tag: how many digests, and their bytes; layers that others use stay all the same. */
  lost: { count: number; size: number };
  /** Tags whose content stays, with the other tags it has. */
  kept: { tag: string; others: string[] }[];
}

/** `tagsOf` has all tags of each digest, those that go among them. */
export function blastRadius(tags: readonly DoomedTag[], tagsOf: ReadonlyMap<string, string[]>): BlastRadius {
  const going = new Set(tags.map(({ name }) => name));
  const lost = new Map<string, number>();
  const kept: BlastRadius["kept"] = [];
  for (const { name, digest, size } of tags) {
    const others = (tagsOf.get(digest) ?? []).filter((other) => !going.has(other));
    if (others.length > 0) kept.push({ tag: name, others });
    else lost.set(digest, size);
  }
  return { lost: { count: lost.size, size: [...lost.values()].reduce((sum, size) => sum + size, 0) }, kept };
}
