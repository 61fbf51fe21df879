/** One line of what is the matter and the one next action, in the place where content would be. */
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

interface NoticeProps {
  title: string;
  text?: string;
  action?: ReactNode;
  note?: string;
  role?: "alert" | "status";
}

export function Notice({ title, text, action, note, role }: NoticeProps) {
  return (
    <div className={styles.notice} role={role}>
      <h2 className={styles.title}>{title}</h2>
      {text && <p className={styles.text}>{text}</p>}
      {action}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}
