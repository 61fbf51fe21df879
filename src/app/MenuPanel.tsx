/** A menu with facts above it. They are not in the menu, which may only hold what can be chosen. */
import type { ReactNode } from "react";
import styles from "./MenuPanel.module.css";

interface MenuPanelProps {
  facts: readonly (readonly [name: string, value: ReactNode])[];
  /** A line between the facts and the menu. */
  note?: string;
  children: ReactNode;
}

export function MenuPanel({ facts, note, children }: MenuPanelProps) {
  return (
    <div className={styles.panel}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note !== undefined && (
        <p className={styles.note} role="status">
          {note}
        </p>
      )}
      {children}
    </div>
  );
}
