/** 「治理 › 触发器」: every image's triggers with what each did last; those that failed can be fired again, many at once. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import type { TriggerEntry } from "../../../../core/console-operations/triggers.ts";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { TriggerTabs } from "../../../components/governance/TriggerTabs.tsx";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import {
  TRIGGER_FILTERS,
  TRIGGER_LEDGER,
  triggerFilters,
  triggerLedgerQuery,
} from "../../../resources/triggers.ts";
import { LastFiring } from "../LastFiring.tsx";
import { targetText } from "../texts.ts";
import { exportTriggers } from "./export-triggers.ts";
import { ledgerColumns } from "./ledger-columns.tsx";

const RetryDialog = lazyPart(() => withAntd(import("./RetryDialog.tsx").then((m) => m.RetryDialog)));

const nameOf = ({ namespace, repository, name }: TriggerEntry) => `${namespace}/${repository} · ${name}`;

/** What has not fired, or is under way, cannot be fired again. */
const isEnded = ({ last_firing: last }: TriggerEntry) => last !== null && last.ended_at !== null;

export function Component() {
  const t = useT();
  const list = useListParams(TRIGGER_LEDGER);
  const filters = triggerFilters(list);
  const answer = useQuery(triggerLedgerQuery(list, filters));
  const selection = useSelection({ rows: answer.data?.triggers, nameOf, keep: (row) => row });
  const [retrying, setRetrying] = useState(false);
  const columns = useMemo(() => ledgerColumns(t), [t]);
  return (
    <>
      <GovernancePage
        title={t("triggers.title")}
        context={t("triggers.ledger.context")}
        tabs={<TriggerTabs />}
        list={list}
        answer={answer}
        total={answer.data?.total}
        rows={answer.data?.triggers}
        rowKey={nameOf}
        columns={columns}
        filters={
          <GovernanceFilters
            filters={filters}
            stateLabel={t("triggers.ledger.state.label")}
            states={[
              { value: "", label: t("triggers.ledger.state.any") },
              ...TRIGGER_FILTERS.map((value) => ({ value, label: t(`triggers.ledger.state.${value}`) })),
            ]}
            onChange={list.set}
          />
        }
        narrowedBy={narrowedBy(filters)}
        none={{ title: t("triggers.ledger.none.title"), text: t("triggers.ledger.none.text") }}
        nothingMatches={t("triggers.ledger.nothingMatches")}
        csv={{
          title: t("triggers.ledger.exportTitle"),
          name: "triggers",
          collect: (options) => exportTriggers(filters, options),
        }}
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("triggers.ledger.selectPage"),
          rowLabel: (row) => t("triggers.ledger.select", { name: nameOf(row) }),
          refusal: (row) => (isEnded(row) ? undefined : t("triggers.ledger.nothingEnded")),
          summary: t("triggers.ledger.selected", { count: selection.chosen.size }),
          actions: (
            <button type="button" onClick={() => setRetrying(true)}>
              {t("triggers.ledger.retry")}
            </button>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(trigger) => (
          <>
            <bdi>{trigger.name}</bdi> · <LastFiring {...trigger} /> · <bdi>{targetText(t, trigger)}</bdi>
          </>
        )}
      />
      <Suspense>
        {retrying && (
          <RetryDialog
            triggers={selection.chosen}
            onRetried={selection.forget}
            onClose={() => setRetrying(false)}
          />
        )}
      </Suspense>
    </>
  );
}
