/**
 * What the service did by itself within the last day, and what failed. Renders nothing where there is nothing to say.
 */
import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, Recycle, Webhook, Zap } from "lucide-react";
import { Link } from "react-router-dom";
import type { WebhookEntry } from "../../../core/console-operations/webhooks.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { paths } from "../../paths.ts";
import { retentionCountQuery } from "../../resources/retention.ts";
import { REFRESH } from "../../resources/statistics.ts";
import { syncsLatelyQuery } from "../../resources/sync.ts";
import { failedTriggersQuery } from "../../resources/triggers.ts";
import { troubledWebhooksQuery } from "../../resources/webhooks.ts";
import styles from "./overview.module.css";

/** Each line counts what its page lists; failures come before what went well. */
export function ByItself() {
  const t = useT();
  const triggers = useQuery({ ...failedTriggersQuery, refetchInterval: REFRESH });
  const syncsFailed = useQuery({ ...syncsLatelyQuery("failed"), refetchInterval: REFRESH });
  const syncsTimedOut = useQuery({ ...syncsLatelyQuery("timeout"), refetchInterval: REFRESH });
  const failed = useQuery({ ...retentionCountQuery("failed"), refetchInterval: REFRESH });
  const deleted = useQuery({ ...retentionCountQuery("deleted"), refetchInterval: REFRESH });
  const webhooks = useQuery({ ...troubledWebhooksQuery, refetchInterval: REFRESH }).data;
  const lines = [
    { key: "triggersFailed", count: triggers.data?.total, to: paths.triggers("lately"), Icon: Zap },
    {
      key: "syncFailed",
      count: syncsFailed.data,
      to: paths.syncRecords("failed", "day"),
      Icon: ArrowRightLeft,
    },
    {
      key: "syncTimedOut",
      count: syncsTimedOut.data,
      to: paths.syncRecords("timeout", "day"),
      Icon: ArrowRightLeft,
    },
    { key: "retentionFailed", count: failed.data?.total, to: paths.retentions("failed"), Icon: Recycle },
    { key: "retentionDeleted", count: deleted.data?.total, to: paths.retentions("deleted"), Icon: Recycle },
  ] as const;
  const shown = lines.flatMap(({ count = 0, ...line }) => (count > 0 ? [{ ...line, count }] : []));
  const troubled = webhooks?.webhooks ?? [];
  const more = (webhooks?.total ?? 0) - troubled.length;
  if (shown.length === 0 && troubled.length === 0) return null;
  return (
    <section className={styles.byItself} aria-labelledby="by-itself">
      <h2 id="by-itself" className={styles.title}>
        {t("overview.byItself.title")}
      </h2>
      <ul>
        {troubled.map(({ id, name, namespace, repository, ...webhook }) => (
          <li key={id} className={styles.failed}>
            <Webhook size={15} aria-hidden />
            <Link className={styles.line} to={paths.webhook(id, namespace, repository)}>
              {t(`overview.byItself.${troubleOf(webhook)}`, {
                name,
                place: repository === null ? namespace : `${namespace}/${repository}`,
              })}
            </Link>
          </li>
        ))}
        {more > 0 && (
          <li className={styles.failed}>
            <Webhook size={15} aria-hidden />
            <Link className={styles.line} to={paths.webhooks("trouble")}>
              {t("overview.byItself.webhooksMore", { count: more })}
            </Link>
          </li>
        )}
        {shown.map(({ key, count, to, Icon }) => (
          <li key={key} className={classNames(key !== "retentionDeleted" && styles.failed)}>
            <Icon size={15} aria-hidden />
            <Link className={styles.line} to={to}>
              {t(`overview.byItself.${key}`, { count })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An obstacle counts before a past failure. */
function troubleOf({ enabled, is_blocked }: Pick<WebhookEntry, "enabled" | "is_blocked">) {
  if (!enabled) return "webhookGone";
  return is_blocked ? "webhookBlocked" : "webhookFailing";
}
