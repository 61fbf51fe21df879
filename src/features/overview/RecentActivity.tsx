import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { ErrorState } from "../../components/ErrorState.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { RECENT, REFRESH, recentQuery } from "../../resources/statistics.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./overview.module.css";

/** The images changed last, of those the person may see, each with its newest tag. */
export function RecentActivity() {
  const t = useT();
  const recent = useQuery({ ...recentQuery, refetchInterval: REFRESH });

  function content() {
    if (recent.isError) return <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />;
    if (!recent.data) return <Skeleton rows={RECENT} />;
    if (recent.data.items.length === 0) {
      return <Notice title={t("overview.recent.none.title")} text={t("overview.recent.none.text")} />;
    }
    return (
      <ul className={styles.recent}>
        {recent.data.items.map(({ namespace, name, tags, updated_at }) => (
          <li key={`${namespace}/${name}`}>
            <Link to={paths.image(namespace, name)} className={styles.image} title={`${namespace}/${name}`}>
              {namespace}/<b>{name}</b>
            </Link>
            {tags[0] !== undefined && (
              <Link to={paths.tag(namespace, name, tags[0])} className={styles.tag} title={tags[0]}>
                {tags[0]}
              </Link>
            )}
            <span className={styles.time}>
              <RelativeTime iso={updated_at} />
            </span>
          </li>
        ))}
      </ul>
    );
  }

  return (
    <section aria-labelledby="recent">
      <div className={styles.head}>
        <h2 id="recent" className={styles.title}>
          {t("overview.recent.title")}
        </h2>
      </div>
      {content()}
    </section>
  );
}
