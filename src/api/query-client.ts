import { MutationCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import type { CallId } from "./client.ts";

/** Only reads are retried, and only where trying again can help: no answer, or the service failed. */
function worthRetrying(failures: number, error: unknown): boolean {
  return (
    failures < 2 &&
    error instanceof ApiError &&
    (error.status === 0 || error.status >= 500) &&
    error.status !== 501
  );
}

/** A write that the disk did not take: the page asks at once how the disk is (resources/health.ts). */
function askOfDisk(error: unknown): void {
  if (error instanceof ApiError && error.status === 507)
    void queryClient.invalidateQueries({ queryKey: ["disk"] });
}

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({ onError: askOfDisk }),
  defaultOptions: {
    // Without a connection a request fails, and says so, rather than wait for one.
    queries: { retry: worthRetrying, staleTime: 10_000, networkMode: "always", refetchOnReconnect: true },
    // Kept no longer than what sent it is shown: it may hold a password or a secret.
    mutations: { networkMode: "always", gcTime: 0 },
  },
});

/** Marks every answer of these operations as out of date, whatever its input, and asks again for what the page shows. */
export function invalidate(...ids: CallId[]): Promise<unknown> {
  return Promise.all(
    ids.map(async (id) => {
      // Asked for before the change, it may be answered as it was; a first answer under way would be waited for instead.
      await queryClient.cancelQueries({ queryKey: [id] });
      await queryClient.invalidateQueries({ queryKey: [id] });
    }),
  );
}

/** The same, but asks for nothing by itself: whoever shows it next does. */
export function markStale(...ids: CallId[]): void {
  for (const id of ids) void queryClient.invalidateQueries({ queryKey: [id], refetchType: "none" });
}
