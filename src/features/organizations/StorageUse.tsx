import type { OrganizationStorage } from "../../../core/console-operations/storage.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { formatBytes } from "../../lib/format.ts";
import styles from "./storage.module.css";

/** Share of the quota from which the bar warns. */
const NEARLY_FULL = 0.9;

/** Stored bytes and quota of an organization, with a bar; screen readers get the numbers. */
export function StorageUse({ stored_bytes, quota_bytes }: Omit<OrganizationStorage, "name">) {
  const t = useT();
  if (quota_bytes === null) return formatBytes(stored_bytes);
  const share = Math.min(1, stored_bytes / quota_bytes);
  const text = { used: formatBytes(stored_bytes), quota: formatBytes(quota_bytes) };
  return (
    <span className={styles.storage} title={t("organizations.storage.of", text)}>
      <span className={styles.track} aria-hidden>
        <span
          className={classNames(styles.share, share >= NEARLY_FULL && styles.nearlyFull)}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className={classNames(share === 1 && styles.full)}>{t("organizations.storage.of", text)}</span>
    </span>
  );
}
