/** Tags that are made of a digest, and name what is about it. */
import { digestAlgorithm, digestHex } from "./digest.ts";

const COSIGN_SUFFIXES = ["sig", "att", "sbom"];

/**
 * Where a registry cannot list referrers, clients keep their list here (OCI distribution specification 1.1, "Referrers Tag
 * Schema"). Of a sha512 digest it is made of the first half.
 */
export function referrersTag(digest: string): string {
  return `${digestAlgorithm(digest)}-${digestHex(digest).slice(0, 64)}`;
}

/** What cosign makes. None of a sha512 digest: they would be too long for tags. */
export function cosignTags(digest: string): string[] {
  if (digestAlgorithm(digest) !== "sha256") return [];
  return COSIGN_SUFFIXES.map((suffix) => `sha256-${digestHex(digest)}.${suffix}`);
}
