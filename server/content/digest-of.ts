import type { DigestAlgorithm } from "../../core/digest.ts";
import type { Deps } from "../deps.ts";

/** Hashes the whole body. */
export async function digestOf(
  { createHash }: Pick<Deps, "createHash">,
  algorithm: DigestAlgorithm,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of body) hash.update(chunk);
  return hash.digest();
}
