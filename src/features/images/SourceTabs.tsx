import { TabLinks } from "../../components/TabLinks.tsx";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";

/** 「自有镜像」 and 「他人共享」. */
export function SourceTabs() {
  const t = useT();
  return (
    <TabLinks
      label={t("images.source.label")}
      tabs={[
        { path: paths.images, label: t("images.source.own") },
        { path: paths.sharedImages, label: t("images.source.shared") },
      ]}
    />
  );
}
