/** 「可访问的资源」: what a user reaches, for administrators of the account and for oneself. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router-dom";
import { ApiError } from "../../api/api-error.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { REACH_LIST, reachOfUserQuery } from "../../resources/reach.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { useSession } from "../session/use-session.ts";
import { reachedColumns } from "./columns.tsx";
import { Rights } from "./Rights.tsx";
import styles from "./reach.module.css";

export function Component() {
  const t = useT();
  const { user: id = "" } = useParams();
  const { account, user: self } = useSession();
  const list = useListParams(REACH_LIST);
  const part = list.filter("what");
  const reach = useQuery(reachOfUserQuery(id, list, part));
  const columns = useMemo(() => reachedColumns(t, account.name), [t, account.name]);
  const { user, reached, total } = reach.data ?? {};

  if (reach.error instanceof ApiError && (reach.error.status === 403 || reach.error.status === 404)) {
    return (
      <Notice
        role="alert"
        heading="h1"
        title={t("reach.noUser.title")}
        text={t(`reach.noUser.${self.isAdministrator ? "absent" : "forbidden"}`)}
      />
    );
  }
  const isSelf = id === self.id;
  return (
    <>
      {self.isAdministrator && <BackLink to={paths.users}>{t("reach.users")}</BackLink>}
      <PageHeader
        title={isSelf ? t("reach.mine") : t("reach.ofUser", { name: user?.name ?? "" })}
        count={total === undefined ? undefined : formatNumber(total)}
        context={t("reach.context.user")}
      />
      {user && !user.isEnabled && <Warning>{t("reach.disabled")}</Warning>}
      <search className={styles.search}>
        <SearchInput
          label={t("reach.filter.what")}
          value={part}
          onChange={(text) => list.set({ what: text })}
        />
      </search>
      <DataTable
        label={t("reach.mine")}
        columns={columns}
        rows={reached}
        rowKey={({ organization, image }) => `${organization}/${image ?? ""}`}
        loading={reach.isPending || reach.isPlaceholderData}
        error={reach.isError && <ErrorState error={reach.error} onRetry={() => void reach.refetch()} />}
        empty={
          part === "" ? (
            <Notice title={t("reach.nothing.title")} text={t("reach.nothing.text")} />
          ) : (
            <NothingMatches
              title={t("reach.nothingMatches.title")}
              text={t("reach.nothingMatches.text")}
              onClear={() => list.set({ what: "" })}
            />
          )
        }
        compact={({ rights }) => <Rights rights={rights} />}
      />
      <Pagination list={list} total={total ?? 0} />
    </>
  );
}
