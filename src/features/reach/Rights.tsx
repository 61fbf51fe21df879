import type { ReachRight } from "../../../core/console-operations/reach.ts";
import { LEVEL_NAMES } from "../../../core/permissions.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatTime } from "../../lib/format.ts";
import styles from "./reach.module.css";

/** Where access comes from, each right with its level, and until when it counts. */
export function Rights({ rights }: { rights: readonly ReachRight[] }) {
  const t = useT();
  const language = useLanguage();

  function textOf({ through, level, images }: Omit<ReachRight, "until">): string {
    const text = t(`reach.through.${through}`, { level: t(`common.level.${LEVEL_NAMES[level]}`) });
    return images === null ? text : t("reach.through.some", { count: images, through: text });
  }

  return (
    <span className={styles.rights}>
      {rights.map(({ through, level, until, images }) => (
        <span key={through}>
          {textOf({ through, level, images })}
          {until !== null && (
            <time dateTime={until}>{t("reach.until", { time: formatTime(until, language) })}</time>
          )}
        </span>
      ))}
    </span>
  );
}
