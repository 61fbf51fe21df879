/** What is said of a record. */
import type { TFunction } from "i18next";
import type { SyncRecord } from "../../../core/console-operations/sync.ts";
import { causeWithRemedy } from "../../components/sync/cause-text.ts";
import { formatBytes, formatCountdown } from "../../lib/format.ts";
import { hasEnded } from "../../resources/sync.ts";

/** What went well need not be tried again. */
export const needsRetry = ({ state }: SyncRecord) => hasEnded({ state }) && state !== "success";

export const canRetry = (record: SyncRecord) => needsRetry(record) && record.tag_exists;

/** `organization/image:tag → region/organization`. */
export function recordName({ namespace, repository, tag, region_id, remote_namespace }: SyncRecord): string {
  return `${namespace}/${repository}:${tag} → ${region_id}/${remote_namespace}`;
}

/** How long the attempt took; undefined while it has not ended. */
export function timeTaken({ started_at, ended_at }: SyncRecord): string | undefined {
  if (started_at === null || ended_at === null) return undefined;
  return formatCountdown(Date.parse(ended_at) - Date.parse(started_at));
}

/** Why it ended as it did, and what to do about it; why it waits for another try, before which there is nothing to do. */
export function causeText(t: TFunction, { cause, state }: SyncRecord): string | undefined {
  if (cause === null) return undefined;
  if (state !== "waiting") return causeWithRemedy(t, cause);
  return t("sync.sentences", { first: t(`sync.cause.${cause}`), second: t("sync.records.triesAgain") });
}

/** Bytes sent and skipped, where there were any. */
export function bytesText(t: TFunction, { sent_bytes, skipped_bytes }: SyncRecord): string[] {
  return [
    ...(sent_bytes > 0 ? [t("sync.records.sent", { bytes: formatBytes(sent_bytes) })] : []),
    ...(skipped_bytes > 0 ? [t("sync.records.skipped", { bytes: formatBytes(skipped_bytes) })] : []),
  ];
}
