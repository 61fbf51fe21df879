import { useQuery } from "@tanstack/react-query";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteRegion } from "../../resources/regions.ts";
import { rulesOfRegionQuery } from "../../resources/sync.ts";
import { Bone } from "../../ui/Bone.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./regions.module.css";

interface DeleteRegionDialogProps {
  region: RegionEntry;
  onClose: () => void;
}

/** So many of the images it ends for are named. */
const NAMED = 8;

export function DeleteRegionDialog({
  region: { id, name, registry = "" },
  onClose,
}: DeleteRegionDialogProps) {
  const t = useT();
  const rules = useQuery(rulesOfRegionQuery(id));
  const named = rules.data?.rules ?? [];
  const isMore = rules.data?.next_marker !== undefined;
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
          <Warning>
            {isMore
              ? t("sync.regions.delete.stopsMany", { count: named.length })
              : t("sync.regions.delete.stops", { count: named.length })}
          </Warning>
          <ul className={styles.stops}>
            {named.slice(0, NAMED).map((rule) => (
              <li key={rule.id}>
                <bdi>
                  {rule.namespace}/{rule.repository} → {rule.remote_namespace}
                </bdi>
              </li>
            ))}
            {named.length > NAMED && <li>{t("common.andMore", { count: named.length - NAMED })}</li>}
          </ul>
        </>
      )}
      {rules.data && named.length === 0 && <p>{t("sync.regions.delete.stopsNone")}</p>}
      <p>{t("sync.regions.delete.stays")}</p>
    </ConfirmDeleteDialog>
  );
}
