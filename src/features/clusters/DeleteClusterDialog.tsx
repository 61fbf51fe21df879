import { useQuery } from "@tanstack/react-query";
import type { ClusterEntry } from "../../../core/console-operations/clusters.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteCluster } from "../../resources/clusters.ts";
import { clusterTriggersQuery } from "../../resources/triggers.ts";
import { Bone } from "../../ui/Bone.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./clusters.module.css";

interface DeleteClusterDialogProps {
  cluster: ClusterEntry;
  onClose: () => void;
}

export function DeleteClusterDialog({
  cluster: { id, name, server = "" },
  onClose,
}: DeleteClusterDialogProps) {
  const t = useT();
  const triggers = useQuery(clusterTriggersQuery(id));
  const { total = 0, triggers: named = [] } = triggers.data ?? {};
  return (
    <ConfirmDeleteDialog
      title={t("clusters.delete.title", { name })}
      goes={[server, t("clusters.delete.credentials")]}
      name={name}
      action={t("clusters.delete.action")}
      onConfirm={() => deleteCluster(id)}
      onClose={onClose}
    >
      {triggers.isPending && <Bone />}
      {triggers.isError && <ErrorNote error={triggers.error} />}
      {total > 0 && (
        <>
          <Warning>{t("clusters.delete.stops", { count: total })}</Warning>
          <ul className={styles.stops}>
            {named.map((trigger) => (
              <li key={`${trigger.namespace}/${trigger.repository} ${trigger.name}`}>
                <bdi>
                  {trigger.namespace}/{trigger.repository} · {trigger.name}
                </bdi>
              </li>
            ))}
            {total > named.length && <li>{t("clusters.delete.more", { count: total - named.length })}</li>}
          </ul>
        </>
      )}
      {triggers.data && total === 0 && <p>{t("clusters.delete.stopsNone")}</p>}
    </ConfirmDeleteDialog>
  );
}
