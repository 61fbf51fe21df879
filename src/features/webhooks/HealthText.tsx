import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { StateText, type StateTone } from "../../ui/StateText.tsx";
import { type Health, healthOf } from "./rules.ts";
import styles from "./webhooks.module.css";

const TONES = {
  off: "quiet",
  gone: "bad",
  blocked: "bad",
  failing: "bad",
  works: "good",
  new: "quiet",
} as const satisfies Record<Health, StateTone>;

/** Whether it works, and since when. */
export function HealthText({ webhook }: { webhook: Webhook }) {
  const t = useT();
  const health = healthOf(webhook);
  const since = health === "failing" ? webhook.failing_since : health === "works" && webhook.last_success_at;
  return (
    <>
      <StateText tone={TONES[health]}>{t(`webhooks.health.${health}`)}</StateText>
      {since && (
        <span className={styles.muted}>
          {" "}
          <RelativeTime iso={since} />
        </span>
      )}
    </>
  );
}
