import type { ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import styles from "./StateText.module.css";

/** `quiet`: neither good nor bad, as what is off, or over without an effect. */
export type StateTone = "going" | "good" | "bad" | "quiet";

/** How something stands, by word and colour. */
export function StateText({ tone, children }: { tone: StateTone; children: ReactNode }) {
  return <span className={classNames(styles.state, styles[tone])}>{children}</span>;
}
