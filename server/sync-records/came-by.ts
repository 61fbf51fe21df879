/**
 * The way of copied content: ids of the services it was copied by. Two services that copy to each other, or several in
 * a ring, would otherwise pass tags round for ever: content is not sent back to a service on its way.
 */
import type { Deps } from "../deps.ts";
import { toHex } from "../secrets/hex.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";

/** Sent with a copy: ids, the sender's at the end. */
export const CAME_BY_HEADER = "Swr-Came-By";
/** Answered to a copy: the id of whoever takes it. */
export const SERVICE_ID_HEADER = "Swr-Service-Id";

/** Of a longer way only the end is sent. */
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
