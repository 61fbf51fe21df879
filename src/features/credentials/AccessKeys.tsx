import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import type { IamAccessKey } from "../../../core/iam-operations/access-keys.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { accessKeysQuery, updateAccessKey } from "../../resources/access-keys.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { accessKeyColumns } from "./columns.tsx";

const DeleteAccessKey = lazyPart(() =>
  withAntd(import("./DeleteAccessKey.tsx").then((m) => m.DeleteAccessKey)),
);

export function AccessKeys({ onCreate }: { onCreate: () => void }) {
  const t = useT();
  const keys = useQuery(accessKeysQuery);
  const [deleting, setDeleting] = useState<IamAccessKey>();
  const change = useMutation({
    mutationFn: ({ access, status }: IamAccessKey) =>
      updateAccessKey(access, { status: status === "active" ? "inactive" : "active" }),
  });
  const changing = change.isPending ? change.variables.access : undefined;
  const onToggle = change.mutate;

  const columns = useMemo(
    () => accessKeyColumns(t, { changing, onToggle, onDelete: setDeleting }),
    [t, changing, onToggle],
  );

  return (
    <>
      {change.isError && <ErrorNote error={change.error} />}
      <DataTable
        label={t("credentials.keys.title")}
        columns={columns}
        rows={keys.data}
        rowKey={({ access }) => access}
        loading={keys.isPending}
        error={keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
        empty={
          <Notice
            title={t("credentials.keys.none.title")}
            text={t("credentials.keys.none.text")}
            action={<Button onClick={onCreate}>{t("credentials.create.action")}</Button>}
          />
        }
        compact={({ description }) => <bdi>{description}</bdi>}
      />
      {deleting && (
        <Suspense>
          <DeleteAccessKey accessKey={deleting} onClose={() => setDeleting(undefined)} />
        </Suspense>
      )}
    </>
  );
}
