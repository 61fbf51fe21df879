import type { ReactNode } from "react";
import styles from "./commands.module.css";

interface RunThenPasteProps {
  run: string;
  command: ReactNode;
  paste: string;
  /** What the running command waits for. */
  content: ReactNode;
}

export function RunThenPaste({ run, command, paste, content }: RunThenPasteProps) {
  return (
    <ol className={styles.steps}>
      <li>
        <p>{run}</p>
        {command}
      </li>
      <li>
        <p>{paste}</p>
        {content}
      </li>
    </ol>
  );
}
