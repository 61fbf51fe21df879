/** The head of every page: what it shows, how many, and what can be done; it names the browser's tab too. */
import type { ReactNode } from "react";
import styles from "./PageHeader.module.css";

interface PageHeaderProps {
  /** The page's name, for the browser's tab and, unless `heading` says it better, for the page. */
  title: string;
  /** Goes into the `h1` where plain text is not enough, e.g. a name in two tones. */
  heading?: ReactNode;
  /** Stands beside the heading, e.g. a copy button. */
  beside?: ReactNode;
  /** Formatted total of what the page lists. */
  count?: string;
  /** One sentence of context, where it helps. */
  context?: ReactNode;
  /** Buttons; the primary one comes last. */
  actions?: ReactNode;
}

export function PageHeader({ title, heading, beside, count, context, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <title>{`${title} · SWR Console`}</title>
      <div className={styles.words}>
        <div className={styles.line}>
          <h1 className={styles.title}>{heading ?? title}</h1>
          {beside}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </div>
        {context !== undefined && <div className={styles.context}>{context}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
