/** One delivery: what it told, how it went, and on demand what was sent and answered. */
import { ChevronRight, RotateCcw } from "lucide-react";
import { useId } from "react";
import type { Delivery } from "../../../core/console-operations/deliveries.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { TimeUntil } from "../../components/TimeUntil.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { StateText, type StateTone } from "../../ui/StateText.tsx";
import { DeliveryDetail } from "./DeliveryDetail.tsx";
import styles from "./webhooks.module.css";

const TONES = {
  waiting: "going",
  success: "good",
  failed: "bad",
  cancelled: "quiet",
} as const satisfies Record<Delivery["state"], StateTone>;

interface DeliveryItemProps {
  webhookId: string;
  delivery: Delivery;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** One is on its way already. */
  sending: boolean;
  onRedeliver: () => void;
}

export function DeliveryItem({
  webhookId,
  delivery,
  isOpen,
  onOpen,
  sending,
  onRedeliver,
}: DeliveryItemProps) {
  const t = useT();
  const detailId = useId();
  const { state, event, tag, image, cause, creator_name, created_at } = delivery;
  const what = [image, tag].filter((part) => part !== null).join(":");
  return (
    <li className={styles.delivery}>
      <div className={styles.deliveryHead}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => onOpen(!isOpen)}
        >
          <ChevronRight size={14} aria-hidden />
          <span>
            <StateText tone={TONES[state]}>{t(`webhooks.state.${state}`)}</StateText>
            <span>{t(`webhooks.type.${event}`)}</span>
            {what !== "" && <bdi className={styles.what}>{what}</bdi>}
          </span>
        </button>
        <Button
          small
          icon={<RotateCcw size={14} aria-hidden />}
          aria-label={t("webhooks.redeliver.of", { what: what || event })}
          disabled={sending}
          onClick={onRedeliver}
        >
          {t("webhooks.redeliver.action")}
        </Button>
      </div>
      <p className={styles.muted}>
        {t(`webhooks.cause.${cause}`)} · <bdi>{creator_name}</bdi> · <RelativeTime iso={created_at} />
      </p>
      <Outcome delivery={delivery} />
      <div id={detailId}>{isOpen && <DeliveryDetail webhookId={webhookId} delivery={delivery} />}</div>
    </li>
  );
}

/** The last try, and when the next will be. */
function Outcome({ delivery: { status, reason, detail, tries, next_at } }: { delivery: Delivery }) {
  const t = useT();
  const last = tries.at(-1);
  const said = [
    reason !== null && t(`webhooks.reason.${reason}`),
    status !== null && t("webhooks.answered", { status }),
    last && t("webhooks.took", { ms: formatNumber(last.took) }),
    tries.length > 1 && t("webhooks.tries", { count: tries.length }),
  ].filter((text) => typeof text === "string");
  return (
    <>
      {(said.length > 0 || next_at !== null) && (
        <p className={styles.muted}>
          {said.join(" · ")}
          {next_at !== null && tries.length > 0 && (
            <>
              {" · "}
              {t("webhooks.nextTry")} <TimeUntil iso={next_at} />
            </>
          )}
        </p>
      )}
      {detail !== "" && <bdi className={styles.words}>{detail}</bdi>}
    </>
  );
}
