import { Bone } from "./Bone.tsx";
import styles from "./Skeleton.module.css";

/** Lines where text is on its way. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div className={styles.skeleton} aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing else to be told apart by, and never move.
        <Bone key={row} width={row > 0 && row === rows - 1 ? "61%" : "100%"} height={16} />
      ))}
    </div>
  );
}
