import type { Deps } from "../deps.ts";

/** Reads the whole of it. */
export async function digestOf(
  { createSha256 }: Pick<Deps, "createSha256">,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const sha256 = createSha256();
  for await (const chunk of body) sha256.update(chunk);
  return `sha256:${sha256.digestHex()}`;
}
