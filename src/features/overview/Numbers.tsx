import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { overviewQuery, quotasQuery, REFRESH } from "../../resources/statistics.ts";
import { Bone } from "../../ui/Bone.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./overview.module.css";

/** Of the whole account, whatever of it the person may open. */
export function Numbers() {
  const t = useT();
  const { project } = useSession();
  const overview = useQuery({ ...overviewQuery, refetchInterval: REFRESH });
  const quotas = useQuery(quotasQuery(project.id));
  if (overview.isError) {
    return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  const { data } = overview;
  const quota = quotas.data?.quotas.find(({ quota_key }) => quota_key === "namespace");
  const number = (value: number) => formatNumber(value);
  const facts = [
    {
      label: t("overview.numbers.organizations"),
      value: data && number(data.namspace_num),
      to: paths.organizations,
      note:
        quota && t("overview.numbers.quota", { used: number(quota.used), limit: number(quota.quota_limit) }),
    },
    { label: t("overview.numbers.images"), value: data && number(data.repo_num), to: paths.images },
    { label: t("overview.numbers.tags"), value: data && number(data.image_num) },
    { label: t("overview.numbers.stored"), value: data && formatBytes(data.store_space) },
    { label: t("overview.numbers.pulled"), value: data && formatBytes(data.downflow_size) },
  ];
  return (
    <dl className={styles.numbers} aria-busy={overview.isPending}>
      {facts.map(({ label, value, to, note }) => (
        <div key={label}>
          <dt>{to === undefined ? label : <Link to={to}>{label}</Link>}</dt>
          <dd className={styles.number}>{value ?? <Bone width={72} height={20} />}</dd>
          {note !== undefined && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
