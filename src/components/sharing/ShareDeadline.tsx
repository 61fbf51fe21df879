/** Until when a share counts, in a list: the day, and how long that is from now. */
import { endOfShare, FOREVER, isShareOver } from "../../../core/shares.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatTime, formatUtc } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { ENDS_SOON_DAYS } from "../../resources/shares.ts";
import styles from "./sharing.module.css";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function ShareDeadline({ deadline }: { deadline: string }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (deadline === FOREVER) return t("sharing.deadline.forever");
  const end = endOfShare(deadline);
  const isOver = isShareOver(end, new Date(now));
  const left = Date.parse(end) - now;

  function remaining(): string {
    if (isOver) return t("sharing.deadline.over");
    const [unit, size] = left >= DAY_MS ? (["days", DAY_MS] as const) : (["hours", HOUR_MS] as const);
    return t(`sharing.deadline.left.${unit}`, { count: Math.max(1, Math.floor(left / size)) });
  }

  return (
    <time
      dateTime={end}
      title={t("sharing.deadline.endsAt", { local: formatTime(end, language), utc: formatUtc(end) })}
      className={styles.until}
    >
      <span className={styles.day}>{deadline.slice(0, 10)}</span>{" "}
      <span className={isOver ? styles.over : left <= ENDS_SOON_DAYS * DAY_MS ? styles.soon : styles.left}>
        {remaining()}
      </span>
    </time>
  );
}
