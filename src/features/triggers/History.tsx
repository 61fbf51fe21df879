/** 「触发历史」, the newest first. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import type { Firing } from "../../../core/console-operations/firings.ts";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { firingsQuery, firingsRetried, retryFiring, triggerRef } from "../../resources/triggers.ts";
import { HistoryList } from "../../ui/HistoryList.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { FiringItem } from "./FiringItem.tsx";
import styles from "./triggers.module.css";

const RollBackDialog = lazyPart(() => withAntd(import("./RollBackDialog.tsx").then((m) => m.RollBackDialog)));

/** The service knows one order. */
const HISTORY = { columns: ["id"], sort: { column: "id", order: "desc" } } as const;

interface HistoryProps {
  trigger: TriggerEntry;
  refusal: string | undefined;
}

export function History({ trigger, refusal }: HistoryProps) {
  const t = useT();
  const ref = triggerRef(trigger);
  const list = useListParams(HISTORY);
  const history = useQuery(firingsQuery(ref, list));
  const [rollingBack, setRollingBack] = useState<Firing>();
  const retry = useMutation({
    mutationFn: async (id: number) => {
      await retryFiring(ref, id);
      await firingsRetried();
    },
  });

  if (history.isError) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton rows={5} />;
  const { firings, total } = history.data;
  return (
    <section aria-labelledby="trigger-history">
      <h3 id="trigger-history" className={styles.subheading}>
        {t("triggers.history.title")}
      </h3>
      {retry.isError && <ErrorNote error={retry.error} />}
      {firings.length === 0 ? (
        <Notice title={t("triggers.history.none.title")} text={t("triggers.history.none.text")} />
      ) : (
        <HistoryList busy={history.isPlaceholderData}>
          {firings.map((firing) => (
            <FiringItem
              key={firing.id}
              firing={firing}
              refusal={refusal}
              retrying={retry.isPending}
              onRetry={() => retry.mutate(firing.id)}
              onRollBack={() => setRollingBack(firing)}
            />
          ))}
        </HistoryList>
      )}
      <Pagination list={list} total={total} />
      <Suspense>
        {rollingBack && (
          <RollBackDialog trigger={ref} firing={rollingBack} onClose={() => setRollingBack(undefined)} />
        )}
      </Suspense>
    </section>
  );
}
