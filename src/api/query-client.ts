import { MutationCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import type { CallId } from "./client.ts";

/** Reads are retried where that can help: without an answer, or after a failure of the service. Writes never are. */
function worthRetrying(failures: number, error: unknown): boolean {
  return (
    failures < 2 &&
    error instanceof ApiError &&
    (error.status === 0 || error.status >= 500) &&
    error.status !== 501
  );
}

/** After a write that a full disk refused, asks at once for the state of the disk (resources/health.ts). */
function askOfDisk(error: unknown): void {
  if (error instanceof ApiError && error.status === 507)
    void queryClient.invalidateQueries({ queryKey: ["disk"] });
}

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({ onError: askOfDisk }),
  defaultOptions: {
    // Offline, a request fails and says so rather than wait for a connection.
    queries: { retry: worthRetrying, staleTime: 10_000, networkMode: "always", refetchOnReconnect: true },
    // A write's input may hold a password or a secret: it is forgotten with the component that sent it.
    mutations: { networkMode: "always", gcTime: 0 },
  },
});

/** Marks every answer of these operations as out of date, whatever its input, and asks again for what the page shows. */
export function invalidate(...ids: CallId[]): Promise<unknown> {
  return Promise.all(
    ids.map(async (id) => {
      // A request made before the change may bring the old state, and the cache would wait for it instead of asking
      // anew.
      await queryClient.cancelQueries({ queryKey: [id] });
      await queryClient.invalidateQueries({ queryKey: [id] });
    }),
  );
}

/** Marks the answers as out of date without asking again; the next page that shows them does. */
export function markStale(...ids: CallId[]): void {
  for (const id of ids) void queryClient.invalidateQueries({ queryKey: [id], refetchType: "none" });
}
