import { TabLinks } from "../../../components/TabLinks.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";

/** The two pages about sync: its records and its targets. */
export function SyncTabs() {
  const t = useT();
  return (
    <TabLinks
      label={t("app.nav.sync")}
      tabs={[
        { path: paths.syncRecords(), label: t("sync.records.title") },
        { path: paths.syncTargets, label: t("sync.auto.title") },
      ]}
    />
  );
}
