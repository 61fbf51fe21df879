import type { UseQueryResult } from "@tanstack/react-query";
import { ErrorNote } from "../../../components/ErrorNote.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { blastRadius, type DoomedTag } from "./blast-radius.ts";
import styles from "./deletion.module.css";

interface BlastRadiusNoteProps {
  tags: readonly DoomedTag[];
  /** All tags of the digests that the tags name. */
  shared: UseQueryResult<Map<string, string[]>>;
  /** How long content without a tag stays; 0: for good. Undefined until it is known. */
  days: number | undefined;
}

/** Other names for one digest may be many. */
const OTHERS_SHOWN = 20;

export function BlastRadiusNote({ tags, shared, days }: BlastRadiusNoteProps) {
  const t = useT();
  if (shared.isError) return <ErrorNote error={shared.error} />;
  if (!shared.data) return <p className={styles.note}>{t("tags.deletion.checking")}</p>;
  const { lost, kept } = blastRadius(tags, shared.data);
  return (
    <div className={styles.note} role="status">
      {lost.count > 0 && (
        <>
          <p>{t("tags.deletion.lost", { count: lost.count, size: formatBytes(lost.size) })}</p>
          {days !== undefined && (
            <p>{days === 0 ? t("tags.deletion.stays") : t("tags.deletion.removed", { count: days })}</p>
          )}
        </>
      )}
      {kept.length > 0 && (
        <>
          <p>{t("tags.deletion.kept")}</p>
          <ul className={styles.kept}>
            {kept.map(({ tag, others }) => (
              <li key={tag}>
                <code>{tag}</code> → {others.slice(0, OTHERS_SHOWN).join(", ")}
                {others.length > OTHERS_SHOWN &&
                  ` ${t("common.andMore", { count: others.length - OTHERS_SHOWN })}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
