import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { FiringState } from "./FiringState.tsx";
import styles from "./triggers.module.css";

export function LastFiring({ last_firing: last }: Pick<TriggerEntry, "last_firing">) {
  const t = useT();
  if (!last) return <span className={styles.muted}>{t("triggers.never")}</span>;
  return (
    <>
      <FiringState state={last.state} />{" "}
      <span className={styles.muted}>
        <RelativeTime iso={last.created_at} />
      </span>
    </>
  );
}
