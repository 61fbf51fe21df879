/** 「用户」 of the account, for its administrators. The drawers of `/users/new` and of single users stand over it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router-dom";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { ApiError } from "../../api/api-error.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useSelection } from "../../components/use-selection.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { paths } from "../../paths.ts";
import { userListQuery } from "../../resources/users.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useSession } from "../session/use-session.ts";
import { userColumns } from "./columns.tsx";
import { USER_LIST, viewUsers } from "./rules.ts";
import type { UserChange } from "./UserActions.tsx";
import styles from "./users.module.css";

const ChangeUsersDialog = lazyPart(() =>
  withAntd(import("./ChangeUsersDialog.tsx").then((m) => m.ChangeUsersDialog)),
);

/** What the page hands to the drawers over it. */
export interface UserListContext {
  users: readonly IamUser[] | undefined;
  /** Announces what was done, and shows a user just created first. */
  onDone: (said: string, created?: string) => void;
  close: () => void;
}

export function Component() {
  const t = useT();
  const { user } = useSession();
  return user.isAdministrator ? <UserList /> : <AdministratorsOnly title={t("users.title")} />;
}

function AdministratorsOnly({ title }: { title: string }) {
  const t = useT();
  return (
    <>
      <title>{`${title} · SWR Console`}</title>
      <Notice heading="h1" title={t("users.forbidden.title")} text={t("users.forbidden.text")} />
    </>
  );
}

function UserList() {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { account, user: self } = useSession();
  const list = useListParams(USER_LIST);
  const filter = list.filter("q");
  const [done, setDone] = useState<{ said: string; created: string | undefined }>();
  const [change, setChange] = useState<{ kind: UserChange; users: readonly IamUser[] }>();
  const users = useQuery(userListQuery);
  const all = users.data;
  const rows = useMemo(
    () => all && viewUsers(all, { filter, sort: list.sort, created: done?.created }),
    [all, filter, list.sort, done],
  );
  const columns = useMemo(
    () => userColumns(t, self.id, (kind, user) => setChange({ kind, users: [user] })),
    [t, self.id],
  );
  const selection = useSelection({ rows: all, nameOf: ({ name }) => name, keep: (user) => user });
  const chosen = [...selection.chosen.values()];
  const act = (kind: UserChange) => setChange({ kind, users: chosen });

  // The user has lost the administrator's role since the page was opened.
  if (users.error instanceof ApiError && users.error.status === 403)
    return <AdministratorsOnly title={t("users.title")} />;

  return (
    <>
      <PageHeader
        title={t("users.title")}
        count={rows && formatNumber(rows.length)}
        context={t("users.context", { account: account.name })}
        actions={
          <Button
            kind="primary"
            icon={<Plus size={15} aria-hidden />}
            onClick={() => navigate({ pathname: paths.newUser, search })}
          >
            {t("users.create.action")}
          </Button>
        }
      />
      <search className={styles.filters}>
        <SearchInput
          className={styles.search}
          label={t("users.filter")}
          value={filter}
          onChange={(q) => list.set({ q })}
        />
      </search>
      <DataTable
        label={t("users.title")}
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        loading={users.isPending}
        error={users.isError && <ErrorState error={users.error} onRetry={() => users.refetch()} />}
        empty={
          <NothingMatches
            title={t("users.nothingMatches.title")}
            text={t("users.nothingMatches.text")}
            onClear={() => list.set({ q: "" })}
          />
        }
        sort={list.sort}
        onSort={list.onSort}
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("users.selectAll"),
          rowLabel: ({ name }) => t("users.select", { name }),
          refusal: ({ id }) => (id === self.id ? t("users.selectSelf") : undefined),
          summary: t("users.selected", { count: chosen.length }),
          actions: (
            <>
              <button type="button" onClick={() => act("enable")}>
                {t("users.enable.action")}
              </button>
              <button type="button" onClick={() => act("disable")}>
                {t("users.disable.action")}
              </button>
              <button type="button" data-danger onClick={() => act("delete")}>
                {t("users.delete.action")}
              </button>
            </>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={({ enabled, access_mode }) =>
          `${t(`users.status.${enabled ? "enabled" : "disabled"}`)} · ${t(`users.access.${access_mode}`)}`
        }
      />
      <p role="status" className="visually-hidden">
        {selection.gone > 0 ? t("users.gone", { count: selection.gone }) : done?.said}
      </p>
      <Suspense>
        {change && (
          <ChangeUsersDialog {...change} onDeleted={selection.forget} onClose={() => setChange(undefined)} />
        )}
        <Outlet
          context={
            {
              users: all,
              onDone: (said, created) => setDone({ said, created }),
              close: () => navigate({ pathname: paths.users, search }),
            } satisfies UserListContext
          }
        />
      </Suspense>
    </>
  );
}
