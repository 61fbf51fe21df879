/** On every page, where the service's disk takes no more: what fails, what goes on, and what one can do. */
import { useQuery } from "@tanstack/react-query";
import { useT } from "../i18n/use-t.ts";
import { diskQuery } from "../resources/health.ts";
import { Warning } from "../ui/Warning.tsx";
import styles from "./DiskWarning.module.css";

export function DiskWarning() {
  const t = useT();
  const { data: problem } = useQuery(diskQuery);
  if (!problem) return null;
  return (
    <div className={styles.warning}>
      <Warning role="alert">{t(`app.disk.${problem}`)}</Warning>
    </div>
  );
}
