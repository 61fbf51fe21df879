/** What was sent and what was answered, as it is kept: of the last try, and when each of them was. */
import { useQuery } from "@tanstack/react-query";
import type { Delivery, DeliveryTry, SentHeader } from "../../../core/console-operations/deliveries.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { deliveryQuery } from "../../resources/webhooks.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./webhooks.module.css";

export function DeliveryDetail({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const t = useT();
  const { data, isError, error, refetch } = useQuery({
    ...deliveryQuery(webhookId, delivery),
    staleTime: 0,
  });
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={4} />;
  return (
    <div className={styles.detail}>
      {data.tries.length > 1 && <Tries tries={data.tries} />}
      <section aria-label={t("webhooks.request")}>
        <h2>{t("webhooks.request")}</h2>
        {data.url !== null && (
          <p className={styles.url}>
            POST <bdi>{data.url}</bdi>
          </p>
        )}
        {data.request_headers && <HeaderList headers={data.request_headers} />}
        <Body text={data.body} label={t("webhooks.requestBody")} />
      </section>
      <section aria-label={t("webhooks.answer")}>
        <h2>
          {t("webhooks.answer")}
          {data.status !== null && ` ${data.status}`}
        </h2>
        {data.answer_headers && <HeaderList headers={data.answer_headers} />}
        {data.answer_body !== null && data.answer_body !== "" && (
          <Body text={data.answer_body} label={t("webhooks.answerBody")} />
        )}
        {data.answer_is_cut && <p className={styles.muted}>{t("webhooks.cut")}</p>}
        {data.answer_headers === null && <p className={styles.muted}>{t("webhooks.noAnswer")}</p>}
      </section>
    </div>
  );
}

function Tries({ tries }: { tries: readonly DeliveryTry[] }) {
  const t = useT();
  return (
    <ol className={styles.tries} aria-label={t("webhooks.tries", { count: tries.length })}>
      {tries.map(({ at, took, status, reason }) => (
        <li key={at}>
          <RelativeTime iso={at} /> ·{" "}
          {reason === null ? t("webhooks.state.success") : t(`webhooks.reason.${reason}`)}
          {status !== null && ` · ${status}`} · {t("webhooks.took", { ms: formatNumber(took) })}
        </li>
      ))}
    </ol>
  );
}

function HeaderList({ headers }: { headers: readonly SentHeader[] }) {
  return (
    <dl className={styles.headers}>
      {headers.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice.
        <div key={at}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ text, label }: { text: string; label: string }) {
  const t = useT();
  return (
    <figure className={styles.body} aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <pre tabIndex={0}>
        <code>{indented(text)}</code>
      </pre>
      <CopyButton text={text} label={t("webhooks.copy", { what: label })} />
    </figure>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
