import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatCountdown, formatTime } from "../../lib/format.ts";
import styles from "./commands.module.css";

/** Until when a login holds, exactly and counted down. `msLeft` may be past zero. */
export function Expiry({ at, msLeft }: { at: string; msLeft: number }) {
  const t = useT();
  const language = useLanguage();
  const time = formatTime(at, language);
  const expired = msLeft <= 0;
  return (
    <p>
      {expired ? (
        <strong className={styles.over}>{t("commands.expired", { time })}</strong>
      ) : (
        <>
          {t("commands.validUntil", { time })}
          <span className={styles.left}>{t("commands.left", { left: formatCountdown(msLeft) })}</span>
        </>
      )}
      {/* Said once, at the end: a countdown read out every second would drown everything else. */}
      <span role="status" className="visually-hidden">
        {expired ? t("commands.expired", { time }) : ""}
      </span>
    </p>
  );
}
