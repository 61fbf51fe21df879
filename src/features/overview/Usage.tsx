import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useFilterParam } from "../../components/use-filter-param.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatDay } from "../../lib/format.ts";
import { reportQuery } from "../../resources/statistics.ts";
import { Bone } from "../../ui/Bone.tsx";
import { LineChart } from "../../ui/LineChart.tsx";
import { Segments } from "../../ui/Segments.tsx";
import styles from "./overview.module.css";
import { PERIODS, type Period, toSeries } from "./series.ts";

/** Storage and traffic over time; the period is in the address. */
export function Usage() {
  const t = useT();
  const [asked, setAsked] = useFilterParam("period");
  const period = PERIODS.find((known) => known === asked) ?? "day";
  return (
    <section aria-labelledby="usage">
      <div className={styles.head}>
        <h2 id="usage" className={styles.title}>
          {t("overview.usage.title")}
        </h2>
        <Segments<Period>
          label={t("overview.usage.period")}
          value={period}
          options={PERIODS.map((value) => ({ value, label: t(`overview.period.${value}`) }))}
          onChange={(value) => setAsked(value === "day" ? "" : value)}
        />
      </div>
      <Report resource="store" period={period} />
      <Report resource="downflow" period={period} />
      <p className={styles.note}>{t("overview.usage.utc")}</p>
    </section>
  );
}

function Report({ resource, period }: { resource: "store" | "downflow"; period: Period }) {
  const t = useT();
  const language = useLanguage();
  const report = useQuery(reportQuery(resource));
  const title = t(`overview.usage.${resource}`);

  function content() {
    if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
    if (!report.data) {
      return (
        <div aria-busy>
          <Bone width="100%" height={156} />
        </div>
      );
    }
    const points = toSeries(report.data, period, resource === "store" ? "last" : "sum");
    return (
      <LineChart
        label={title}
        points={points.map(({ date, value }) => ({ label: formatDay(date, language, period), value }))}
        format={(value) => formatBytes(value)}
        columns={[t(`overview.period.${period}`), title]}
      />
    );
  }

  return (
    <div className={styles.report}>
      <h3 className={styles.subtitle}>{title}</h3>
      {content()}
    </div>
  );
}
