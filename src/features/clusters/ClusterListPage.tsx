/** 「集群」 that triggers act on, for the account's administrators. The drawer of `/clusters/new` stands over it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { Outlet, useNavigate } from "react-router-dom";
import type { ClusterEntry } from "../../../core/console-operations/clusters.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { paths } from "../../paths.ts";
import { clusterListQuery } from "../../resources/clusters.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./clusters.module.css";
import { clusterColumns } from "./columns.tsx";

const DeleteClusterDialog = lazyPart(() =>
  withAntd(import("./DeleteClusterDialog.tsx").then((m) => m.DeleteClusterDialog)),
);
const TestClusterDialog = lazyPart(() =>
  withAntd(import("./TestClusterDialog.tsx").then((m) => m.TestClusterDialog)),
);

/** What the page hands to the drawer over it. */
export interface ClusterListContext {
  clusters: readonly ClusterEntry[] | undefined;
  close: () => void;
}

export function Component() {
  const t = useT();
  const { user } = useSession();
  if (user.isAdministrator) return <ClusterList />;
  return (
    <>
      <title>{`${t("clusters.title")} · SWR Console`}</title>
      <Notice heading="h1" title={t("clusters.forbidden.title")} text={t("clusters.forbidden.text")} />
    </>
  );
}

function ClusterList() {
  const t = useT();
  const navigate = useNavigate();
  const clusters = useQuery(clusterListQuery);
  const [open, setOpen] = useState<{ dialog: "test" | "delete"; cluster: ClusterEntry }>();
  const columns = useMemo(() => clusterColumns(t, (dialog, cluster) => setOpen({ dialog, cluster })), [t]);
  const close = () => setOpen(undefined);
  const add = (
    <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={() => navigate(paths.newCluster)}>
      {t("clusters.add.action")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("clusters.title")}
        count={clusters.data && formatNumber(clusters.data.length)}
        context={t("clusters.context")}
        actions={clusters.data?.length !== 0 && add}
      />
      <div className={styles.list}>
        <DataTable
          label={t("clusters.title")}
          columns={columns}
          rows={clusters.data}
          rowKey={({ id }) => id}
          loading={clusters.isPending}
          error={
            clusters.isError && <ErrorState error={clusters.error} onRetry={() => void clusters.refetch()} />
          }
          empty={<Notice title={t("clusters.none.title")} text={t("clusters.none.text")} action={add} />}
          compact={({ server }) => <bdi>{server}</bdi>}
        />
      </div>
      <Suspense>
        {open?.dialog === "test" && <TestClusterDialog cluster={open.cluster} onClose={close} />}
        {open?.dialog === "delete" && <DeleteClusterDialog cluster={open.cluster} onClose={close} />}
        <Outlet
          context={
            {
              clusters: clusters.data,
              close: () => void navigate(paths.clusters),
            } satisfies ClusterListContext
          }
        />
      </Suspense>
    </>
  );
}
