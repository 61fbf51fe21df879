/** 「治理 › 镜像老化」: every image's retention rule with what it did last, and the images that have none. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { RETENTION_FILTERS } from "../../../../core/operations/facts.ts";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { useListParams } from "../../../components/use-list-params.ts";
import { useT } from "../../../i18n/use-t.ts";
import {
  RETENTION_LEDGER,
  type RetentionOfImage,
  retentionFilters,
  retentionLedgerQuery,
} from "../../../resources/retention.ts";
import { sentenceOf } from "../rules.ts";
import { columnsOfRuled, columnsOfUnruled } from "./columns.tsx";
import { exportRetentions } from "./export-retentions.ts";

const nameOf = ({ namespace, repository }: RetentionOfImage) => `${namespace}/${repository}`;

export function Component() {
  const t = useT();
  const list = useListParams(RETENTION_LEDGER);
  const filters = retentionFilters(list);
  const answer = useQuery(retentionLedgerQuery(list, filters));
  const isUnruled = filters.state === "none";
  const columns = useMemo(() => (isUnruled ? columnsOfUnruled(t) : columnsOfRuled(t)), [t, isUnruled]);
  return (
    <GovernancePage
      title={t("retention.ledger.title")}
      context={t("retention.ledger.context")}
      list={list}
      answer={answer}
      total={answer.data?.total}
      rows={answer.data?.images}
      rowKey={nameOf}
      columns={columns}
      filters={
        <GovernanceFilters
          filters={{ ...filters, state: filters.state === "" ? "set" : filters.state }}
          stateLabel={t("retention.ledger.state.label")}
          states={RETENTION_FILTERS.map((value) => ({ value, label: t(`retention.ledger.state.${value}`) }))}
          onChange={({ state, ...others }) =>
            list.set({ ...others, ...(state !== undefined && { state: state === "set" ? "" : state }) })
          }
        />
      }
      narrowedBy={narrowedBy(filters)}
      none={{ title: t("retention.ledger.none.title"), text: t("retention.ledger.none.text") }}
      nothingMatches={t("retention.ledger.nothingMatches")}
      csv={{
        title: t("retention.ledger.exportTitle"),
        name: "retention-rules",
        collect: (options) => exportRetentions(filters, options),
      }}
      compact={({ retention, tags }) =>
        retention ? sentenceOf(t, retention.rule) : t("images.list.tags", { count: tags })
      }
    />
  );
}
