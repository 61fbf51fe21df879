import type { ReactNode } from "react";
import { useFocusOfRemoved } from "../lib/use-return-focus.ts";
import styles from "./DialogButtons.module.css";

/**
 * At the end of a dialog's or drawer's foot, the one that goes on last. They change with what the dialog shows: it keeps
 * the focus of one that goes.
 */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <div className={styles.buttons} {...useFocusOfRemoved()}>
      {children}
    </div>
  );
}
