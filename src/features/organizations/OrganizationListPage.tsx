/** 「组织管理」. The drawer of `/organizations/new` stands over it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router-dom";
import { LEVEL_NAMES } from "../../../core/permissions.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { paths } from "../../paths.ts";
import { organizationListQuery, organizationStorageQuery } from "../../resources/organizations.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { organizationColumns } from "./columns.tsx";
import styles from "./organizations.module.css";
import { ORGANIZATION_LIST, type OrganizationRow, viewOrganizations, withStorage } from "./rules.ts";

const DeleteOrganizationDialog = lazyPart(() =>
  withAntd(import("./DeleteOrganizationDialog.tsx").then((m) => m.DeleteOrganizationDialog)),
);

/** What the page hands to the drawer over it. */
export interface OrganizationListContext {
  onCreated: (name: string) => void;
}

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  const list = useListParams(ORGANIZATION_LIST);
  const filter = list.filter("q");
  const [deleting, setDeleting] = useState<OrganizationRow>();
  const [created, setCreated] = useState<string>();
  const organizations = useQuery(organizationListQuery);
  const all = organizations.data?.namespaces;
  const storage = useQuery(organizationStorageQuery).data?.organizations;
  const rows = all && viewOrganizations(withStorage(all, storage), { filter, sort: list.sort, created });
  const columns = useMemo(() => organizationColumns(t, setDeleting), [t]);
  const create = () => navigate({ pathname: paths.newOrganization, search });

  return (
    <>
      <PageHeader
        title={t("organizations.title")}
        count={rows && formatNumber(rows.length)}
        context={t("organizations.context")}
        actions={
          <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={create}>
            {t("organizations.create.action")}
          </Button>
        }
      />
      {all?.length !== 0 && (
        <search className={styles.filters}>
          <SearchInput
            className={styles.search}
            label={t("organizations.filter")}
            value={filter}
            onChange={(q) => list.set({ q })}
          />
        </search>
      )}
      <DataTable
        label={t("organizations.title")}
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        loading={organizations.isPending}
        error={
          organizations.isError && (
            <ErrorState error={organizations.error} onRetry={() => organizations.refetch()} />
          )
        }
        empty={
          all?.length === 0 ? (
            <NothingYet onCreate={create} />
          ) : (
            <NothingMatches
              title={t("organizations.nothingMatches.title")}
              text={t("organizations.nothingMatches.text")}
              onClear={() => list.set({ q: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        compact={({ auth, creator_name }) => `${t(`common.level.${LEVEL_NAMES[auth]}`)} · ${creator_name}`}
      />
      <p role="status" className="visually-hidden">
        {created && t("organizations.create.done", { name: created })}
      </p>
      {deleting && (
        <Suspense>
          <DeleteOrganizationDialog organization={deleting} onClose={() => setDeleting(undefined)} />
        </Suspense>
      )}
      <Suspense>
        <Outlet context={{ onCreated: setCreated } satisfies OrganizationListContext} />
      </Suspense>
    </>
  );
}

function NothingYet({ onCreate }: { onCreate: () => void }) {
  const t = useT();
  return (
    <Notice
      title={t("organizations.nothingYet.title")}
      text={t("organizations.nothingYet.text")}
      action={
        <Button kind="primary" onClick={onCreate}>
          {t("organizations.create.action")}
        </Button>
      }
    />
  );
}
