import type { ReactNode } from "react";
import styles from "./ListToolbar.module.css";

interface ListToolbarProps {
  /** What to narrow the list by. */
  children: ReactNode;
  /** What can be done with all of it. */
  tools?: ReactNode;
}

/** Stands over a list. */
export function ListToolbar({ children, tools }: ListToolbarProps) {
  return (
    <div className={styles.toolbar}>
      {children}
      {tools !== undefined && <div className={styles.tools}>{tools}</div>}
    </div>
  );
}
