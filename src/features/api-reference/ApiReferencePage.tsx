/** The reference of the management API for people, from the service's own OpenAPI document. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useFilterParam } from "../../components/use-filter-param.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { openApiAddress } from "../../paths.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./api-reference.module.css";
import { OperationList } from "./OperationList.tsx";
import { OperationView } from "./OperationView.tsx";
import { groupOperations, listOperations } from "./openapi.ts";
import { openApiQuery } from "./queries.ts";

export function Component() {
  const t = useT();
  const language = useLanguage();
  const { operation: wanted } = useParams();
  const [filter, setFilter] = useFilterParam("q");
  const document = useQuery(openApiQuery(language));

  function content() {
    if (document.isError) {
      return <ErrorState error={document.error} onRetry={() => void document.refetch()} />;
    }
    if (!document.data) return <Skeleton rows={10} />;
    const groups = groupOperations(document.data, filter);
    const all = listOperations(document.data);
    const chosen = wanted === undefined ? all[0] : all.find(({ operationId }) => operationId === wanted);
    return (
      <div className={styles.columns}>
        <div className={styles.index}>
          <SearchInput label={t("apiReference.filter")} value={filter} onChange={setFilter} />
          {groups.length === 0 ? (
            <NothingMatches
              title={t("apiReference.nothing.title")}
              text={t("apiReference.nothing.text")}
              onClear={() => setFilter("")}
            />
          ) : (
            <OperationList groups={groups} current={chosen?.operationId} />
          )}
        </div>
        {chosen ? (
          <OperationView document={document.data} operation={chosen} />
        ) : (
          <Notice title={t("apiReference.unknown", { id: wanted ?? "" })} />
        )}
      </div>
    );
  }

  return (
    <>
      <PageHeader
        title={t("app.help.api")}
        context={
          <>
            {t("apiReference.context")}{" "}
            <a href={openApiAddress(language)} target="_blank" rel="noreferrer">
              {t("app.help.openApi")}
            </a>
          </>
        }
      />
      {content()}
    </>
  );
}
