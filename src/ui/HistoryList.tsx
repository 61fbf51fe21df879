/** What happened, of one tag each: how it went, and what can be done about it at the right, on a phone below. */
import type { ReactNode } from "react";
import styles from "./HistoryList.module.css";

interface HistoryListProps {
  /** While others are asked for. */
  busy?: boolean;
  children: ReactNode;
}

export function HistoryList({ busy = false, children }: HistoryListProps) {
  return (
    <ol className={styles.list} aria-busy={busy}>
      {children}
    </ol>
  );
}

interface HistoryItemProps {
  state: ReactNode;
  tag: string;
  /** Stands beside the tag. */
  more: ReactNode;
  /** Buttons. */
  actions: ReactNode;
  children: ReactNode;
}

export function HistoryItem({ state, tag, more, actions, children }: HistoryItemProps) {
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        {state}
        <bdi className={styles.tag} title={tag}>
          {tag}
        </bdi>
        {more}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
      {children}
    </li>
  );
}
