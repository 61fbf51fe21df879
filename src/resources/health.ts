import { queryOptions } from "@tanstack/react-query";
import { isRefusedWith } from "../api/api-error.ts";
import { http } from "../api/http.ts";

/** What is wrong with the service's disk; undefined where all is well or it is not known. */
export type DiskProblem = "full" | "readOnly";

const ASK_AGAIN_MS = 60_000;
/** More often while there is a problem, as somebody works on it. */
const ASK_SOON_MS = 10_000;

export const diskQuery = queryOptions({
  queryKey: ["disk"],
  queryFn: async (): Promise<DiskProblem | null> => {
    try {
      await http.get("/healthz");
    } catch (error) {
      if (isRefusedWith(error, "storageUnavailable"))
        return /read-only/.test((error as Error).message) ? "readOnly" : "full";
    }
    return null;
  },
  refetchInterval: ({ state }) => (state.data ? ASK_SOON_MS : ASK_AGAIN_MS),
});
