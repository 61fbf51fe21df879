import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { ENDS_SOON_DAYS, endingSharesQuery } from "../../resources/shares.ts";
import { REFRESH } from "../../resources/statistics.ts";
import styles from "./overview.module.css";

/** Warns of shares that end within days, out and in. Says nothing while there are none. */
export function EndingShares() {
  return (
    <>
      <Line direction="out" />
      <Line direction="in" />
    </>
  );
}

function Line({ direction }: { direction: "out" | "in" }) {
  const t = useT();
  const { data } = useQuery({ ...endingSharesQuery(direction), refetchInterval: REFRESH });
  if (!data || data.total === 0) return null;
  return (
    <p className={styles.ending}>
      {t(`overview.ending.${direction}`, { count: data.total, days: ENDS_SOON_DAYS })}{" "}
      <Link className={styles.endingLink} to={paths.endingShares(direction)}>
        {t("overview.ending.show")}
      </Link>
    </p>
  );
}
