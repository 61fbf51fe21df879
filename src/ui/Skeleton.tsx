import { classNames } from "../lib/class-names.ts";
import styles from "./Skeleton.module.css";

/** Lines where text is on its way. */
export function Skeleton({ rows, className }: { rows: number; className?: string | undefined }) {
  return (
    <div className={classNames(styles.skeleton, className)} aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing else to be told apart by, and never move.
        <span key={row} />
      ))}
    </div>
  );
}
