import { useQuery } from "@tanstack/react-query";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { formatNumber } from "../../lib/format.ts";
import { organizationListQuery } from "../../resources/organizations.ts";
import { useSession } from "../session/use-session.ts";
import styles from "./organizations.module.css";

/** How many organizations the account has and may have. Only an administrator sees all of them, so only they get the count. */
export function Quota() {
  const t = useT();
  const { edition, user } = useSession();
  const { data } = useQuery(organizationListQuery);
  const limit = formatNumber(edition.organizationsPerAccount);
  if (!user.isAdministrator)
    return <p className={styles.quota}>{t("organizations.quota.limit", { limit })}</p>;
  if (!data) return null;
  const used = data.namespaces.length;
  return (
    <p className={classNames(styles.quota, used >= edition.organizationsPerAccount && styles.full)}>
      {t("organizations.quota.used", { used: formatNumber(used), limit })}
    </p>
  );
}
