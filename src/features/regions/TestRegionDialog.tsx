/** 「测试连接」: begins at once, and says of each part what it found. */
import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { testRegion } from "../../resources/regions.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogButtons } from "../../ui/DialogButtons.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Findings } from "./Findings.tsx";

interface TestRegionDialogProps {
  region: RegionEntry;
  onClose: () => void;
}

export function TestRegionDialog({ region: { id, name }, onClose }: TestRegionDialogProps) {
  const t = useT();
  useReturnFocus();
  const test = useQuery({
    queryKey: ["TestRegion", id],
    queryFn: () => testRegion(id),
    // What it finds may be otherwise the next time.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Modal
      open
      title={t("sync.regions.test.title", { name })}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
      footer={
        <DialogButtons>
          <Button busy={test.isFetching} onClick={() => void test.refetch()}>
            {t("sync.regions.test.action")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("common.close")}
          </Button>
        </DialogButtons>
      }
    >
      {test.isFetching ? (
        <>
          <p role="status">{t("sync.regions.test.running")}</p>
          <Skeleton rows={2} />
        </>
      ) : (
        <>
          {test.isError && <ErrorNote error={test.error} />}
          {test.data && <Findings test={test.data} />}
        </>
      )}
    </Modal>
  );
}
