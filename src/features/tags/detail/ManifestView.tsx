import { useT } from "../../../i18n/use-t.ts";
import type { Content } from "../../../resources/content.ts";
import { JsonBlock } from "./JsonBlock.tsx";

/** The texts themselves, as they were pushed but for the spaces. */
export function ManifestView({ content: { text, configText } }: { content: Content }) {
  const t = useT();
  return (
    <>
      <JsonBlock title={t("tags.page.view.manifest")} text={text} copyLabel={t("tags.page.copyManifest")} />
      {configText !== undefined && (
        <JsonBlock
          title={t("tags.page.view.config")}
          text={configText}
          copyLabel={t("tags.page.copyConfig")}
        />
      )}
    </>
  );
}
