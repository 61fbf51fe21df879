/** Says in place of content what is the matter, with the one next action. */
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

interface NoticeProps {
  title: string;
  text?: string;
  action?: ReactNode;
  note?: string;
  role?: "alert" | "status";
  /** `h1` where the notice is all there is on the page. */
  heading?: "h1" | "h2";
}

export function Notice({ title, text, action, note, role, heading: Heading = "h2" }: NoticeProps) {
  return (
    <div className={styles.notice} role={role}>
      <Heading className={styles.title}>{title}</Heading>
      {text && <p className={styles.text}>{text}</p>}
      {action}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}
