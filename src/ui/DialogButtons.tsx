import type { ReactNode } from "react";
import styles from "./DialogButtons.module.css";

/** At the end of a dialog's or drawer's foot, the one that goes on last. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
