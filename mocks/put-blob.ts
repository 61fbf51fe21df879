import { insertBlob, insertRow } from "../server/content/blob-rows.ts";
import type { Deps } from "../server/deps.ts";

/** A blob of the repository, without the requests of an upload. */
export async function putBlob(
  deps: Pick<Deps, "db" | "content" | "clock">,
  repository: string,
  digest: string,
  bytes: Uint8Array,
): Promise<void> {
  const appending = await deps.content.append(await deps.content.begin(), 0);
  // A copy: what is written is no longer the caller's.
  await appending.write([bytes.slice()]);
  const key = await deps.content.complete(await appending.end(), bytes.byteLength, digest);
  await insertBlob(deps, { digest, size: bytes.byteLength, key });
  await insertRow(deps, repository, digest);
}
