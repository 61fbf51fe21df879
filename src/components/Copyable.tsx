import type { ReactNode } from "react";
import styles from "./Copyable.module.css";
import { CopyButton } from "./CopyButton.tsx";

interface CopyableProps {
  /** What is copied; may say more than what is shown. */
  text: string;
  /** Accessible name of the copy button. */
  label: string;
  children: ReactNode;
}

/** Text that a person would copy: the button appears beside it on hover and focus. */
export function Copyable({ text, label, children }: CopyableProps) {
  return (
    <span className={styles.copyable}>
      <span className={styles.text}>{children}</span>
      <span className={styles.button}>
        <CopyButton text={text} label={label} />
      </span>
    </span>
  );
}
