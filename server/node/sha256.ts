import { createHash } from "node:crypto";
import type { Sha256 } from "../deps.ts";

export function createSha256(): Sha256 {
  const hash = createHash("sha256");
  return {
    update: (chunk) => void hash.update(chunk),
    digestHex: () => hash.digest("hex"),
  };
}
