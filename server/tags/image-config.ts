/** The config of a tag's image. */
import { MANIFEST_MAX } from "../../core/limits.ts";
import { readSmallBlob } from "../content/blobs.ts";
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";

/**
 * Text as it was pushed. 4041060 for an index, which has no config of its own, and for an artifact whose config is
 * larger than a manifest may be (it is held in memory whole) or no text.
 */
export async function readImageConfig(
  context: Context,
  repository: string,
  digest: string | null,
): Promise<string> {
  if (digest === null) throw new SwrError("manifestNotFound", "an index has no config of its own");
  const bytes = await readSmallBlob(context, repository, digest, MANIFEST_MAX);
  const text = bytes && decode(bytes);
  if (text === undefined)
    throw new SwrError("manifestNotFound", `${digest} is not a config that can be shown`);
  return text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
