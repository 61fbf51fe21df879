/** 「治理 › 触发器 › Webhook」: every webhook the person may set and how it fares; what failed can be sent again, many at once. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import type { WebhookEntry } from "../../../../core/console-operations/webhooks.ts";
import { WEBHOOK_STATES } from "../../../../core/operations/facts.ts";
import { GovernanceFilters } from "../../../components/governance/GovernanceFilters.tsx";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { TriggerTabs } from "../../../components/governance/TriggerTabs.tsx";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { WEBHOOK_LEDGER, webhookFilters, webhookLedgerQuery } from "../../../resources/webhooks.ts";
import { HealthText } from "../HealthText.tsx";
import { placeName } from "../rules.ts";
import { exportWebhooks } from "./export-webhooks.ts";
import { ledgerColumns } from "./ledger-columns.tsx";

const RedeliverDialog = lazyPart(() =>
  withAntd(import("./RedeliverDialog.tsx").then((m) => m.RedeliverDialog)),
);

/** The last one has not arrived, though it may be tried again by itself. */
const canRedeliver = ({ last_delivery: last }: WebhookEntry) => last !== null && last.state !== "success";

export function Component() {
  const t = useT();
  const list = useListParams(WEBHOOK_LEDGER);
  const filters = webhookFilters(list);
  const answer = useQuery(webhookLedgerQuery(list, filters));
  const selection = useSelection({ rows: answer.data?.webhooks, nameOf: ({ id }) => id, keep: (row) => row });
  const [redelivering, setRedelivering] = useState(false);
  const columns = useMemo(() => ledgerColumns(t), [t]);
  const chosen = [...selection.chosen.values()];
  return (
    <>
      <GovernancePage
        title={t("webhooks.title")}
        context={t("webhooks.ledger.context")}
        tabs={<TriggerTabs />}
        list={list}
        answer={answer}
        total={answer.data?.total}
        rows={answer.data?.webhooks}
        rowKey={({ id }) => id}
        columns={columns}
        filters={
          <GovernanceFilters
            filters={filters}
            stateLabel={t("webhooks.column.health")}
            states={[
              { value: "", label: t("webhooks.filter.all") },
              ...WEBHOOK_STATES.map((value) => ({ value, label: t(`webhooks.ledger.state.${value}`) })),
            ]}
            onChange={list.set}
          />
        }
        narrowedBy={narrowedBy(filters)}
        none={{ title: t("webhooks.none.title"), text: t("webhooks.ledger.none") }}
        nothingMatches={t("webhooks.ledger.nothingMatches")}
        csv={{
          title: t("webhooks.ledger.exportTitle"),
          name: "webhooks",
          collect: (options) => exportWebhooks(filters, options),
        }}
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("webhooks.ledger.selectPage"),
          rowLabel: (row) => t("webhooks.ledger.select", { name: `${placeName(row)} · ${row.name}` }),
          refusal: (row) => (canRedeliver(row) ? undefined : t("webhooks.ledger.nothingFailed")),
          summary: t("webhooks.ledger.selected", { count: chosen.length }),
          actions: (
            <button type="button" onClick={() => setRedelivering(true)}>
              {t("webhooks.ledger.redeliver")}
            </button>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(webhook) => (
          <>
            <HealthText webhook={webhook} /> · <bdi>{placeName(webhook)}</bdi>
          </>
        )}
      />
      <Suspense>
        {redelivering && (
          <RedeliverDialog
            webhooks={chosen}
            onDone={selection.forget}
            onClose={() => setRedelivering(false)}
          />
        )}
      </Suspense>
    </>
  );
}
