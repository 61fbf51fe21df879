import type { SyncState as State } from "../../../core/operations/facts.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import styles from "./sync.module.css";

const TONES = {
  waiting: styles.over,
  running: styles.going,
  success: styles.success,
  failed: styles.failed,
  timeout: styles.failed,
  cancel: styles.over,
  existed: styles.over,
};

/** By word and colour. */
export function SyncState({ state }: { state: State }) {
  const t = useT();
  return <span className={classNames(styles.state, TONES[state])}>{t(`sync.state.${state}`)}</span>;
}
