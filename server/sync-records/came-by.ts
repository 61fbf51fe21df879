/**
 * Which services some content was copied by, on its way here. Two that copy to each other, or more in a ring, would
 * otherwise pass tags round for ever: what came by a service is not sent back there.
 */
import type { Deps } from "../deps.ts";
import { toHex } from "../secrets/hex.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";

/** Sent with a copy: ids, the sender's at the end. */
export const CAME_BY_HEADER = "Swr-Came-By";
/** Answered to a copy: the id of whoever takes it. */
export const SERVICE_ID_HEADER = "Swr-Service-Id";

/** Longer ways are told by their end. */
const WAY_MAX = 16;

/** Tells services apart and nothing of the key. */
export async function serviceId({ signingKey }: Pick<Deps, "signingKey">): Promise<string> {
  return (await hmacSha256Hex(toHex(signingKey), "service id")).slice(0, 32);
}

export function formatCameBy(ids: readonly string[]): string {
  return ids.slice(-WAY_MAX).join(",");
}

export function readCameBy(header: string | undefined): string[] {
  const ids = (header ?? "").split(",").filter((id) => /^[0-9a-f]{32}$/.test(id));
  return ids.slice(-WAY_MAX);
}
