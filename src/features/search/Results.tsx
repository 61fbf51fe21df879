import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import type { Entry } from "./entries.ts";
import styles from "./search.module.css";

interface ResultsProps {
  id: string;
  entries: readonly Entry[];
  /** Where in the entries the arrow keys are. */
  active: number;
  onActive: (at: number) => void;
  onChoose: (entry: Entry) => void;
}

const GROUPS = ["organizations", "images", "tags", "pages"] as const;

/** The focus stays in the field; the options are chosen from there, or with the mouse. */
export function Results({ id, entries, active, onActive, onChoose }: ResultsProps) {
  const t = useT();
  const numbered = entries.map((entry, at) => ({ entry, at }));
  return (
    <div id={id} role="listbox" aria-label={t("search.results")} className={styles.results}>
      {GROUPS.map((group) => {
        const own = numbered.filter(({ entry }) => entry.group === group);
        if (own.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset groups fields.
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} className={styles.group}>
              {t(`search.group.${group}`)}
            </div>
            {own.map(({ entry, at }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus.
              <div
                key={entry.key}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                ref={at === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
                className={classNames(styles.option, group !== "pages" && styles.mono)}
                onPointerMove={() => at !== active && onActive(at)}
                onClick={() => onChoose(entry)}
              >
                <span className={styles.text}>
                  <bdi>{entry.text}</bdi>
                </span>
                {entry.beside !== undefined && (
                  <span className={styles.beside}>
                    <bdi>{entry.beside}</bdi>
                  </span>
                )}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
