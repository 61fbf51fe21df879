import { createHash } from "node:crypto";
import type { Sha256 } from "../ports/sha256.ts";

export function createSha256(): Sha256 {
  const hash = createHash("sha256");
  return {
    update: (chunk) => void hash.update(chunk),
    digestHex: () => hash.copy().digest("hex"),
  };
}
