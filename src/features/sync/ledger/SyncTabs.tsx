import { TabLinks } from "../../../components/TabLinks.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";

/** What was copied, and what goes by itself. */
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
