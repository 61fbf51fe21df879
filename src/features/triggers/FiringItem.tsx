/** What one firing did: for which tag, what it changed, and how the roll-out went. */
import { ArrowRight, RotateCcw, Undo2 } from "lucide-react";
import type { Firing, ImageChange } from "../../../core/console-operations/firings.ts";
import { readRollout } from "../../../core/rollout.ts";
import { ShortDigest } from "../../components/image/ShortDigest.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatCountdown } from "../../lib/format.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { HistoryItem } from "../../ui/HistoryList.tsx";
import { FiringState } from "./FiringState.tsx";
import styles from "./triggers.module.css";

interface FiringItemProps {
  firing: Firing;
  /** Why the person may do nothing about it. */
  refusal: string | undefined;
  /** One is on its way already. */
  retrying: boolean;
  onRetry: () => void;
  onRollBack: () => void;
}

export function FiringItem({ firing, refusal, retrying, onRetry, onRollBack }: FiringItemProps) {
  const t = useT();
  const { cause, tag, digest, state, creator_name, created_at, back, set_at, ended_at } = firing;
  return (
    <HistoryItem
      state={<FiringState state={state} />}
      tag={tag}
      more={
        <>
          <ShortDigest digest={digest} />
          <span className={styles.muted}>
            {t(`triggers.cause.${cause}`)} · <bdi>{creator_name}</bdi> · <RelativeTime iso={created_at} />
            {ended_at !== null && ` · ${t("triggers.took", { time: timeBetween(created_at, ended_at) })}`}
          </span>
        </>
      }
      actions={
        ended_at !== null && (
          <>
            <ActionButton
              small
              label={t("triggers.retry.of", { tag })}
              refusal={refusal}
              icon={<RotateCcw size={14} aria-hidden />}
              busy={retrying}
              onClick={onRetry}
            >
              {t("triggers.retry.action")}
            </ActionButton>
            {back.length > 0 && (
              <ActionButton
                small
                label={t("triggers.rollBack.of", { tag })}
                refusal={refusal}
                icon={<Undo2 size={14} aria-hidden />}
                onClick={onRollBack}
              >
                {t("triggers.rollBack.action")}
              </ActionButton>
            )}
          </>
        )
      }
    >
      {ended_at !== null && set_at === null && state === "failed" && firing.changes.length > 0 && (
        <p className={styles.muted}>{t("triggers.notSet")}</p>
      )}
      <Changes changes={firing.changes} />
      <Outcome firing={firing} />
    </HistoryItem>
  );
}

const timeBetween = (from: string, to: string) => formatCountdown(Date.parse(to) - Date.parse(from));

export function Changes({ changes }: { changes: readonly ImageChange[] }) {
  const t = useT();
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {changes.map(({ container, is_init, before, after }) => (
        <li key={`${is_init} ${container}`}>
          <bdi>{container}</bdi>
          {is_init && <span className={styles.muted}> {t("triggers.containers.init")}</span>}
          {": "}
          {before === after ? (
            <bdi className={styles.image}>{after}</bdi>
          ) : (
            <>
              <bdi className={styles.image}>{before}</bdi>{" "}
              <ArrowRight size={13} role="img" aria-label={t("triggers.becomes")} />{" "}
              <bdi className={styles.image}>{after}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How it ended or how far it is, what can be done about it, and the cluster's own words. */
function Outcome({ firing: { reason, detail, state } }: { firing: Firing }) {
  const t = useT();
  const rollout = readRollout(detail);
  const words = rollout ? rollout.words : detail;
  const said = [
    reason !== null && t(`clusters.reason.${reason}`),
    rollout && t("triggers.progress", { ...rollout }),
    rollout?.pod !== undefined && t("triggers.deletePod", { pod: rollout.pod }),
    state === "waiting" && t("triggers.waiting"),
  ].filter((text) => typeof text === "string");
  return (
    <div className={styles.outcome}>
      {said.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {words && <bdi className={styles.words}>{words}</bdi>}
    </div>
  );
}
