import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { healthOf } from "./rules.ts";
import styles from "./webhooks.module.css";

const LOOKS = {
  off: styles.muted,
  gone: styles.failed,
  blocked: styles.failed,
  failing: styles.failed,
  works: styles.success,
  new: styles.muted,
};

/** Whether it works, and since when. */
export function HealthText({ webhook }: { webhook: Webhook }) {
  const t = useT();
  const health = healthOf(webhook);
  const since = health === "failing" ? webhook.failing_since : health === "works" && webhook.last_success_at;
  return (
    <>
      <span className={classNames(styles.state, LOOKS[health])}>{t(`webhooks.health.${health}`)}</span>
      {since && (
        <span className={styles.muted}>
          {" "}
          <RelativeTime iso={since} />
        </span>
      )}
    </>
  );
}
