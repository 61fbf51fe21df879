import type { FiringState as State } from "../../../core/console-operations/firings.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import styles from "./triggers.module.css";

const TONES = {
  waiting: styles.going,
  rolling: styles.going,
  success: styles.success,
  failed: styles.failed,
};

/** By word and colour. */
export function FiringState({ state }: { state: State }) {
  const t = useT();
  return <span className={classNames(styles.state, TONES[state])}>{t(`triggers.state.${state}`)}</span>;
}
