import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { IamProject } from "../../../core/iam-operations/projects.ts";
import { Copyable } from "../../components/Copyable.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useT } from "../../i18n/use-t.ts";
import { projectsQuery } from "../../resources/access-keys.ts";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./credentials.module.css";

export function Projects() {
  const t = useT();
  const projects = useQuery(projectsQuery);
  const columns = useMemo(
    (): Column<IamProject>[] => [
      { key: "name", title: t("credentials.projects.name"), cell: ({ name }) => <code>{name}</code> },
      {
        key: "id",
        title: t("app.region.projectId"),
        width: 340,
        narrowWidth: 200,
        cell: ({ id }) => (
          <Copyable text={id} label={t("app.region.copyProjectId")}>
            <span className={styles.id}>{id}</span>
          </Copyable>
        ),
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t("credentials.projects.title")}
      columns={columns}
      rows={projects.data}
      rowKey={({ id }) => id}
      loading={projects.isPending}
      error={
        projects.isError && <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />
      }
      empty={<Notice title={t("credentials.projects.none")} />}
    />
  );
}
