/** 「目标区域」 that images are copied to, for the account's administrators. The drawer of `/regions/new` stands over it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { Outlet, useNavigate } from "react-router-dom";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { paths } from "../../paths.ts";
import { regionListQuery } from "../../resources/regions.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useSession } from "../session/use-session.ts";
import { regionColumns } from "./columns.tsx";
import styles from "./regions.module.css";

const DeleteRegionDialog = lazyPart(() =>
  withAntd(import("./DeleteRegionDialog.tsx").then((m) => m.DeleteRegionDialog)),
);
const TestRegionDialog = lazyPart(() =>
  withAntd(import("./TestRegionDialog.tsx").then((m) => m.TestRegionDialog)),
);

/** What the page hands to the drawer over it. */
export interface RegionListContext {
  close: () => void;
}

export function Component() {
  const t = useT();
  const { user } = useSession();
  if (user.isAdministrator) return <RegionList />;
  return (
    <>
      <title>{`${t("sync.regions.title")} · SWR Console`}</title>
      <Notice
        heading="h1"
        title={t("sync.regions.forbidden.title")}
        text={t("sync.regions.forbidden.text")}
      />
    </>
  );
}

function RegionList() {
  const t = useT();
  const navigate = useNavigate();
  const regions = useQuery(regionListQuery);
  const [open, setOpen] = useState<{ dialog: "test" | "delete"; region: RegionEntry }>();
  const columns = useMemo(() => regionColumns(t, (dialog, region) => setOpen({ dialog, region })), [t]);
  const close = () => setOpen(undefined);
  const add = (
    <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={() => navigate(paths.newRegion)}>
      {t("sync.regions.add.action")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("sync.regions.title")}
        count={regions.data && formatNumber(regions.data.length)}
        context={t("sync.regions.context")}
        actions={regions.data?.length !== 0 && add}
      />
      <div className={styles.list}>
        <DataTable
          label={t("sync.regions.title")}
          columns={columns}
          rows={regions.data}
          rowKey={({ id }) => id}
          loading={regions.isPending}
          error={
            regions.isError && <ErrorState error={regions.error} onRetry={() => void regions.refetch()} />
          }
          empty={
            <Notice title={t("sync.regions.none.title")} text={t("sync.regions.none.text")} action={add} />
          }
          compact={({ registry = "" }) => <bdi>{registry}</bdi>}
        />
      </div>
      <Suspense>
        {open?.dialog === "test" && <TestRegionDialog region={open.region} onClose={close} />}
        {open?.dialog === "delete" && <DeleteRegionDialog region={open.region} onClose={close} />}
        <Outlet context={{ close: () => void navigate(paths.regions) } satisfies RegionListContext} />
      </Suspense>
    </>
  );
}
