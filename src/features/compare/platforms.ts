/** Which manifests of two tags are compared, where one or both are indexes. */
import type { Tag } from "../../../core/operations/tags.ts";
import { platformsOf, readManifest } from "../../lib/image/manifest.ts";

export interface Compared {
  /** Platforms to choose from; empty where neither tag is an index. */
  platforms: string[];
  /** The one in force; empty where there is nothing to choose. */
  platform: string;
  /** Digest of the manifest of that platform; undefined where the tag is no index. */
  from: string | undefined;
  to: string | undefined;
  /** Tags that are indexes without that platform. */
  missing: "from" | "to" | undefined;
}

/** `wanted` comes from the address. Without it, or where it is not there, the first platform that both have is taken. */
export function chooseManifests(from: Tag, to: Tag, wanted: string): Compared {
  const [left, right] = [manifestsByPlatform(from), manifestsByPlatform(to)];
  const platforms = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  const inBoth = platforms.find((name) => (left?.has(name) ?? true) && (right?.has(name) ?? true));
  const platform = platforms.includes(wanted) ? wanted : (inBoth ?? platforms[0] ?? "");
  return {
    platforms,
    platform,
    from: left?.get(platform),
    to: right?.get(platform),
    missing: left && !left.has(platform) ? "from" : right && !right.has(platform) ? "to" : undefined,
  };
}

/** Undefined for a tag that is no index. */
function manifestsByPlatform({ manifest }: Tag): Map<string, string> | undefined {
  const read = readManifest(manifest);
  if (read.kind !== "index") return undefined;
  return new Map(platformsOf(read).map(({ name, entry }) => [name, entry.digest]));
}
