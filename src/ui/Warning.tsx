import type { ReactNode } from "react";
import styles from "./Warning.module.css";

interface WarningProps {
  /** `alert` where it comes up by what the person just did. */
  role?: "alert";
  children: ReactNode;
}

export function Warning({ role, children }: WarningProps) {
  return (
    <p role={role} className={styles.warning}>
      {children}
    </p>
  );
}
