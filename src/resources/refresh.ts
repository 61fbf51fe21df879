import { invalidate, markStale, queryClient } from "../api/query-client.ts";
import type { WritingId } from "./stale.ts";

/**
 * Resolves once the page shows what these operations changed. The table is loaded with the first change, as no page
 * needs it before.
 */
export async function refresh(...ids: WritingId[]): Promise<void> {
  const table = await import("./stale.ts").catch(() => undefined);
  // If the table cannot be loaded, the change still succeeded: then everything counts as out of date.
  if (!table) return queryClient.invalidateQueries();
  markStale(...ids.flatMap((id) => table.GONE[id] ?? []));
  await invalidate(...new Set(ids.flatMap((id) => table.STALE[id])));
}
