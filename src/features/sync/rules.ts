/** What is said of a record. */
import type { TFunction } from "i18next";
import type { SyncRecord } from "../../../core/console-operations/sync.ts";
import { formatBytes, formatCountdown } from "../../lib/format.ts";
import { hasEnded } from "../../resources/sync.ts";

/** Tried again by whoever may: what went well need not be. */
export const canRetry = ({ state }: SyncRecord) => hasEnded({ state }) && state !== "success";

/** `organization/image:tag → region/organization`. */
export function recordName({ namespace, repository, tag, region_id, remote_namespace }: SyncRecord): string {
  return `${namespace}/${repository}:${tag} → ${region_id}/${remote_namespace}`;
}

/** How long the attempt took; undefined while it has not ended. */
export function timeTaken({ started_at, ended_at }: SyncRecord): string | undefined {
  if (started_at === null || ended_at === null) return undefined;
  return formatCountdown(Date.parse(ended_at) - Date.parse(started_at));
}

/** Why it ended as it did, and what to do about it; why it waits for another try. */
export function causeText(t: TFunction, { cause, state }: SyncRecord): string | undefined {
  if (cause === null) return undefined;
  const text = t(`sync.cause.${cause}`);
  return state === "waiting" ? `${text} ${t("sync.records.triesAgain")}` : text;
}

/** Bytes sent and skipped, where there were any. */
export function bytesText(t: TFunction, { sent_bytes, skipped_bytes }: SyncRecord): string[] {
  return [
    ...(sent_bytes > 0 ? [t("sync.records.sent", { bytes: formatBytes(sent_bytes) })] : []),
    ...(skipped_bytes > 0 ? [t("sync.records.skipped", { bytes: formatBytes(skipped_bytes) })] : []),
  ];
}
