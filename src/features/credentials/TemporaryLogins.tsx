/** The temporary logins made by login commands. Somebody who lost one ends it here. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { LogOut } from "lucide-react";
import { Suspense, useMemo } from "react";
import type { TemporaryLogin } from "../../../core/console-operations/temporary-logins.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { TimeUntil } from "../../components/TimeUntil.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { endTemporaryLogins, temporaryLoginsQuery } from "../../resources/temporary-logins.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./credentials.module.css";

const EndAllLogins = lazyPart(() => withAntd(import("./EndAllLogins.tsx").then((m) => m.EndAllLogins)));

export function TemporaryLogins() {
  const t = useT();
  const logins = useQuery(temporaryLoginsQuery);
  const all = useDialogParam("end-logins");
  const end = useMutation({ mutationFn: ({ access_key }: TemporaryLogin) => endTemporaryLogins(access_key) });
  const onEnd = end.mutate;
  const columns = useMemo(() => loginColumns(t, onEnd), [t, onEnd]);
  const { total = 0, logins: rows } = logins.data ?? {};
  return (
    <section className={styles.section} aria-labelledby="temporary-logins">
      <div className={styles.head}>
        <div>
          <h2 id="temporary-logins">{t("credentials.logins.title")}</h2>
          <p>{t("credentials.logins.context")}</p>
        </div>
        {total > 0 && <Button onClick={all.open}>{t("credentials.logins.endAll")}</Button>}
      </div>
      {end.isError && <ErrorNote error={end.error} />}
      <DataTable
        label={t("credentials.logins.title")}
        columns={columns}
        rows={rows}
        rowKey={({ access_key }) => access_key}
        loading={logins.isPending}
        error={logins.isError && <ErrorState error={logins.error} onRetry={() => void logins.refetch()} />}
        empty={<Notice title={t("credentials.logins.none.title")} text={t("credentials.logins.none.text")} />}
      />
      {rows && rows.length < total && (
        <p className={styles.muted}>{t("credentials.logins.more", { count: total - rows.length })}</p>
      )}
      <Suspense>{all.isOpen && <EndAllLogins total={total} onClose={all.close} />}</Suspense>
    </section>
  );
}

function loginColumns(t: TFunction, onEnd: (login: TemporaryLogin) => void): Column<TemporaryLogin>[] {
  return [
    {
      key: "access",
      title: t("credentials.logins.access"),
      cell: ({ access_key }) => <span className={styles.id}>{access_key}</span>,
    },
    {
      key: "created",
      title: t("credentials.logins.created"),
      width: 150,
      hideBelow: "medium",
      cell: ({ created_at }) => <RelativeTime iso={created_at} />,
    },
    {
      key: "ends",
      title: t("credentials.logins.ends"),
      width: 150,
      narrowWidth: 100,
      cell: ({ expires_at }) => <TimeUntil iso={expires_at} />,
    },
    {
      key: "used",
      title: t("credentials.logins.used"),
      width: 150,
      hideBelow: "narrow",
      cell: ({ last_used_at }) => (
        <span className={styles.muted}>
          {last_used_at === null ? t("credentials.logins.neverUsed") : <RelativeTime iso={last_used_at} />}
        </span>
      ),
    },
    {
      key: "actions",
      title: t("credentials.logins.actions"),
      titleHidden: true,
      width: 56,
      cell: (login) => (
        <ActionButton
          kind="text"
          small
          label={t("credentials.logins.end", { access: login.access_key })}
          refusal={undefined}
          icon={<LogOut size={15} aria-hidden />}
          onClick={() => onEnd(login)}
        />
      ),
    },
  ];
}
