import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { TabLinks } from "../TabLinks.tsx";

/** What a push brings about: workloads that are updated, and addresses that are told. */
export function TriggerTabs() {
  const t = useT();
  return (
    <TabLinks
      label={t("app.nav.triggers")}
      tabs={[
        { path: paths.triggers(), label: t("app.nav.triggers") },
        { path: paths.webhooks(), label: t("app.nav.webhooks") },
      ]}
    />
  );
}
