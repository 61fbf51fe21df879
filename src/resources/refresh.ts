import { invalidate, markStale, queryClient } from "../api/query-client.ts";
import type { WritingId } from "./stale.ts";

/** Resolves once the page shows what these operations changed. The table comes with the first change: no page is shown by it. */
export async function refresh(...ids: WritingId[]): Promise<void> {
  const table = await import("./stale.ts").catch(() => undefined);
  // What has been changed must not be told to have failed because the table did not come: all is out of date then.
  if (!table) return queryClient.invalidateQueries();
  markStale(...ids.flatMap((id) => table.GONE[id] ?? []));
  await invalidate(...new Set(ids.flatMap((id) => table.STALE[id])));
}
