/** Fires many again, each by what it did last and with its own outcome. How their roll-outs go shows in the list. */
import { useState } from "react";
import type { TriggerEntry } from "../../../../core/console-operations/triggers.ts";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { firingsRetried, retryFiring, triggerRef } from "../../../resources/triggers.ts";

interface RetryDialogProps {
  /** By name. Their last firings have ended. */
  triggers: ReadonlyMap<string, TriggerEntry>;
  onRetried: (names: readonly string[]) => void;
  onClose: () => void;
}

export function RetryDialog({ triggers, onRetried, onClose }: RetryDialogProps) {
  const t = useT();
  const [chosen] = useState(triggers);
  return (
    <BatchDialog
      title={t("triggers.ledger.retryTitle", { count: chosen.size })}
      names={[...chosen.keys()]}
      act={async (name) => {
        const trigger = chosen.get(name);
        if (trigger?.last_firing) await retryFiring(triggerRef(trigger), trigger.last_firing.id);
      }}
      onDone={(names) => {
        onRetried(names);
        void firingsRetried();
      }}
      onEnd={onClose}
    />
  );
}
