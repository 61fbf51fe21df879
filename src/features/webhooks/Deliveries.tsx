/** What a webhook sent, the newest first, and a test event. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { Send } from "lucide-react";
import { useState } from "react";
import type { DeliveryState } from "../../../core/console-operations/deliveries.ts";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { useListParams } from "../../components/use-list-params.ts";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { deliveriesQuery, redeliver, sendTestEvent } from "../../resources/webhooks.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { DeliveryItem } from "./DeliveryItem.tsx";
import { HealthText } from "./HealthText.tsx";
import { healthOf } from "./rules.ts";
import styles from "./webhooks.module.css";

/** The service knows one order. */
const HISTORY = { columns: ["id"], sort: { column: "id", order: "desc" } } as const;
const STATES = ["", "success", "waiting", "failed"] as const satisfies readonly (DeliveryState | "")[];

export function Deliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useT();
  useReturnFocus();
  const list = useListParams(HISTORY);
  const state = STATES.find((known) => known === list.filter("state")) ?? "";
  const history = useQuery(deliveriesQuery(webhook.id, state === "" ? undefined : state, list));
  const [open, setOpen] = useState<number>();
  // What was sent stands on top, with its answer.
  const send = useMutation({
    mutationFn: (again: number | undefined) =>
      again === undefined ? sendTestEvent(webhook.id) : redeliver(webhook.id, again),
    onSuccess: ({ id }) => {
      list.set({ state: "" });
      setOpen(id);
    },
  });

  return (
    <Drawer
      open
      title={<span className={styles.drawerTitle}>{webhook.name}</span>}
      size="min(720px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      onClose={onClose}
    >
      <div className={styles.drawer}>
        <p className={styles.url}>
          <bdi>{webhook.url}</bdi>
        </p>
        <Troubles webhook={webhook} />
        <div className={styles.head}>
          <Segments
            label={t("webhooks.deliveries.filter")}
            value={state}
            options={STATES.map((value) => ({ value, label: t(`webhooks.filter.${value || "all"}`) }))}
            onChange={(value) => list.set({ state: value })}
          />
          <Button
            icon={<Send size={14} aria-hidden />}
            busy={send.isPending && send.variables === undefined}
            onClick={() => send.mutate(undefined)}
          >
            {t("webhooks.test")}
          </Button>
        </div>
        {send.isError && <ErrorNote error={send.error} />}
        {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
        {history.isPending && <Skeleton rows={5} />}
        {history.data?.total === 0 && <Empty isFiltered={state !== ""} />}
        {history.data && history.data.total > 0 && (
          <ol className={styles.deliveries} aria-busy={history.isPlaceholderData}>
            {history.data.deliveries.map((delivery) => (
              <DeliveryItem
                key={delivery.id}
                webhookId={webhook.id}
                delivery={delivery}
                isOpen={open === delivery.id}
                onOpen={(isOpen) => setOpen(isOpen ? delivery.id : undefined)}
                sending={send.isPending}
                onRedeliver={() => send.mutate(delivery.id)}
              />
            ))}
          </ol>
        )}
        <Pagination list={list} total={history.data?.total ?? 0} />
      </div>
    </Drawer>
  );
}

/** Whether it works, and what to do where it does not. */
function Troubles({ webhook }: { webhook: Webhook }) {
  const t = useT();
  const health = healthOf(webhook);
  return (
    <>
      <p>
        <HealthText webhook={webhook} />
        {webhook.waiting > 0 && ` · ${t("webhooks.waiting", { count: webhook.waiting })}`}
      </p>
      {(health === "blocked" || health === "gone") && <Warning>{t(`webhooks.trouble.${health}`)}</Warning>}
      {webhook.missed > 0 && <Warning>{t("webhooks.missed", { count: webhook.missed })}</Warning>}
      {webhook.old_secret_until !== null && <p className={styles.muted}>{t("webhooks.twoSecrets")}</p>}
    </>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  const t = useT();
  return isFiltered ? (
    <Notice title={t("webhooks.deliveries.noMatch")} />
  ) : (
    <Notice title={t("webhooks.deliveries.none.title")} text={t("webhooks.deliveries.none.text")} />
  );
}
