import type { SyncRecord } from "../../../../core/console-operations/sync.ts";
import { isRefusedWith } from "../../../api/api-error.ts";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { retrySyncRecord, syncRecordsChanged } from "../../../resources/sync.ts";
import { recordName } from "../rules.ts";

interface RetryDialogProps {
  records: readonly SyncRecord[];
  /** With the ids of those that are on their way again. */
  onDone: (ids: readonly string[]) => void;
  onClose: () => void;
}

/** Begins at once; each record with its outcome. */
export function RetryDialog({ records, onDone, onClose }: RetryDialogProps) {
  const t = useT();
  // Two of one tag and target are told apart by their ids.
  const byName = new Map(records.map((record) => [`${recordName(record)} #${record.id}`, record]));

  async function retry(name: string) {
    const record = byName.get(name);
    if (!record) return;
    try {
      await retrySyncRecord(record.id);
    } catch (error) {
      // Somebody else was faster: it is on its way, as was asked for.
      if (!isRefusedWith(error, "syncRecordHasNotEnded")) throw error;
    }
  }

  return (
    <BatchDialog
      title={t("sync.records.retryMany", { count: records.length })}
      names={[...byName.keys()]}
      act={retry}
      onDone={(names) => {
        onDone(names.flatMap((name) => byName.get(name)?.id.toString() ?? []));
        void syncRecordsChanged();
      }}
      onEnd={onClose}
    />
  );
}
