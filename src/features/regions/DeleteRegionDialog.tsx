import { useQuery } from "@tanstack/react-query";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteRegion } from "../../resources/regions.ts";
import { targetsOfRegionQuery } from "../../resources/sync.ts";
import { Bone } from "../../ui/Bone.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./regions.module.css";

interface DeleteRegionDialogProps {
  region: RegionEntry;
  onClose: () => void;
}

export function DeleteRegionDialog({
  region: { id, name, registry = "" },
  onClose,
}: DeleteRegionDialogProps) {
  const t = useT();
  const rules = useQuery(targetsOfRegionQuery(id));
  const named = rules.data?.rules ?? [];
  const total = rules.data?.total ?? 0;
  return (
    <ConfirmDeleteDialog
      title={t("sync.regions.delete.title", { name })}
      goes={[registry, t("sync.regions.delete.credentials")]}
      name={id}
      action={t("sync.regions.delete.action")}
      onConfirm={() => deleteRegion(id)}
      onClose={onClose}
    >
      {rules.isPending && <Bone />}
      {rules.isError && <ErrorNote error={rules.error} />}
      {named.length > 0 && (
        <>
          <Warning>{t("sync.regions.delete.stops", { count: total })}</Warning>
          <ul className={styles.stops}>
            {named.map((rule) => (
              <li key={rule.id}>
                <bdi>
                  {rule.namespace}/{rule.repository} → {rule.remote_namespace}
                </bdi>
              </li>
            ))}
            {total > named.length && <li>{t("common.andMore", { count: total - named.length })}</li>}
          </ul>
        </>
      )}
      {rules.data && named.length === 0 && <p>{t("sync.regions.delete.stopsNone")}</p>}
      <p>{t("sync.regions.delete.stays")}</p>
    </ConfirmDeleteDialog>
  );
}
