/** A word that marks a thing: its type (`accent` where it stands out) or, set in mono, one of its names. */
import { classNames } from "../lib/class-names.ts";
import styles from "./Pill.module.css";

interface PillProps {
  children: string;
  tone?: "neutral" | "accent";
  mono?: boolean;
}

export function Pill({ children, tone = "neutral", mono = false }: PillProps) {
  return (
    <span
      className={classNames(styles.pill, tone === "accent" && styles.accent, mono && styles.mono)}
      title={children}
    >
      {children}
    </span>
  );
}
