import { useMutation } from "@tanstack/react-query";
import { cancelSyncRecord, retrySyncRecord, syncRecordsChanged } from "../../resources/sync.ts";

interface Act {
  id: number;
  to: (id: number) => Promise<void>;
}

/** Retry and cancel of single records, one at a time. What failed is said until the next. */
export function useRecordActions() {
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: ({ id, to }: Act) => to(id),
    // Refused, too: it may have ended, or been begun, meanwhile.
    onSettled: syncRecordsChanged,
  });
  const act = (to: Act["to"]) => (id: number) => {
    if (!isPending) mutate({ id, to });
  };
  return {
    /** The id of the one that is being acted on. */
    busy: isPending ? variables.id : undefined,
    error,
    retry: act(retrySyncRecord),
    cancel: act(cancelSyncRecord),
  };
}
