import type { SyncRecord } from "../../../../core/console-operations/sync.ts";
import { isRefusedWith } from "../../../api/api-error.ts";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { cancelSyncRecord, retrySyncRecord, syncRecordsChanged } from "../../../resources/sync.ts";
import { recordName } from "../rules.ts";

const ACTS = {
  // Somebody else was faster: it is on its way, or has ended, as was asked for.
  retry: { act: retrySyncRecord, done: "syncRecordHasNotEnded" },
  cancel: { act: cancelSyncRecord, done: "syncRecordHasEnded" },
} as const;

interface RecordsDialogProps {
  act: keyof typeof ACTS;
  records: readonly SyncRecord[];
  /** With the ids of those it was done to. */
  onDone: (ids: readonly string[]) => void;
  onClose: () => void;
}

/** Begins at once; each record with its outcome. */
export function RecordsDialog({ act, records, onDone, onClose }: RecordsDialogProps) {
  const t = useT();
  // Two of one tag and target are told apart by their ids.
  const byName = new Map(records.map((record) => [`${recordName(record)} #${record.id}`, record]));

  async function change(name: string) {
    const record = byName.get(name);
    if (!record) return;
    try {
      await ACTS[act].act(record.id);
    } catch (error) {
      if (!isRefusedWith(error, ACTS[act].done)) throw error;
    }
  }

  return (
    <BatchDialog
      title={t(act === "retry" ? "sync.records.retryMany" : "sync.records.cancelMany", {
        count: records.length,
      })}
      names={[...byName.keys()]}
      act={change}
      onDone={(names) => {
        onDone(names.flatMap((name) => byName.get(name)?.id.toString() ?? []));
        void syncRecordsChanged();
      }}
      onEnd={onClose}
    />
  );
}
