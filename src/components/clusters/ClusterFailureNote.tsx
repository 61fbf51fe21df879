import type { ClusterFailure } from "../../../core/console-operations/clusters.ts";
import { useT } from "../../i18n/use-t.ts";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./clusters.module.css";

/** What keeps a cluster from answering, what to do about it, and its own words. */
export function ClusterFailureNote({ failure: { reason, detail } }: { failure: ClusterFailure }) {
  const t = useT();
  return (
    <Warning role="alert">
      {t(`clusters.reason.${reason}`)} <bdi className={styles.words}>{detail}</bdi>
    </Warning>
  );
}
