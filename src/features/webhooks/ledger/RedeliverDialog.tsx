/** Sends again what each of several webhooks sent last, each with its outcome. */
import { useState } from "react";
import type { WebhookEntry } from "../../../../core/console-operations/webhooks.ts";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { ItemFailure } from "../../../lib/run-batch.ts";
import { redeliverOne, webhooksRedelivered } from "../../../resources/webhooks.ts";
import { placeName } from "../rules.ts";

interface RedeliverDialogProps {
  webhooks: readonly WebhookEntry[];
  /** With the ids of those that took it. */
  onDone: (ids: readonly string[]) => void;
  onClose: () => void;
}

export function RedeliverDialog({ webhooks, onDone, onClose }: RedeliverDialogProps) {
  const t = useT();
  // Names need not differ, not even in one place.
  const [byName] = useState(() => {
    const names = webhooks.map((webhook) => `${placeName(webhook)} · ${webhook.name}`);
    return new Map(
      webhooks.map((webhook, nth) => {
        const name = names[nth] ?? "";
        return [names.indexOf(name) === nth ? name : `${name} #${nth + 1}`, webhook];
      }),
    );
  });

  async function redeliver(name: string) {
    const webhook = byName.get(name);
    if (!webhook?.last_delivery) return;
    const { reason } = await redeliverOne(webhook.id, webhook.last_delivery.id);
    if (reason !== null) throw new ItemFailure(t(`webhooks.reason.${reason}`));
  }

  return (
    <BatchDialog
      title={t("webhooks.ledger.redeliverTitle", { count: byName.size })}
      names={[...byName.keys()]}
      act={redeliver}
      onDone={(names) => onDone(names.flatMap((name) => byName.get(name)?.id ?? []))}
      onEnd={() => {
        // What failed again changed, too.
        void webhooksRedelivered();
        onClose();
      }}
    />
  );
}
