/** What the service did by itself within the last day, and could not do. Says nothing where there is nothing to say. */
import { useQueries } from "@tanstack/react-query";
import { Recycle } from "lucide-react";
import { Link } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { paths } from "../../paths.ts";
import { retentionCountQuery } from "../../resources/retention.ts";
import { REFRESH } from "../../resources/statistics.ts";
import styles from "./overview.module.css";

/** Each counts what its page lists; a failure comes before what went well. */
const LINES = [
  {
    key: "retentionFailed",
    query: retentionCountQuery("failed"),
    to: paths.retentions("failed"),
    Icon: Recycle,
    isFailure: true,
  },
  {
    key: "retentionDeleted",
    query: retentionCountQuery("deleted"),
    to: paths.retentions("deleted"),
    Icon: Recycle,
    isFailure: false,
  },
] as const;

export function ByItself() {
  const t = useT();
  const counts = useQueries({ queries: LINES.map(({ query }) => ({ ...query, refetchInterval: REFRESH })) });
  const shown = LINES.flatMap((line, at) => {
    const count = counts[at]?.data?.total ?? 0;
    return count > 0 ? [{ ...line, count }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className={styles.byItself} aria-labelledby="by-itself">
      <h2 id="by-itself" className={styles.title}>
        {t("overview.byItself.title")}
      </h2>
      <ul>
        {shown.map(({ key, count, to, Icon, isFailure }) => (
          <li key={key} className={classNames(isFailure && styles.failed)}>
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
