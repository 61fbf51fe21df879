import * as crypto from "node:crypto";
import type { CreateHash } from "../ports/hash.ts";

export const createHash: CreateHash = (algorithm) => {
  const hash = crypto.createHash(algorithm);
  return {
    update: (chunk) => void hash.update(chunk),
    digest: () => `${algorithm}:${hash.copy().digest("hex")}`,
  };
};
