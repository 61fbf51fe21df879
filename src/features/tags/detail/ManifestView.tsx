import { useT } from "../../../i18n/use-t.ts";
import type { Content } from "../../../resources/content.ts";
import { JsonBlock } from "./JsonBlock.tsx";

/** The texts themselves, as they were pushed but for the spaces. */
export function ManifestView({ content: { text, configText } }: { content: Content }) {
  const t = useT();
  return (
    <>
      <JsonBlock
        title={t("images.tagPage.view.manifest")}
        text={text}
        copyLabel={t("images.tagPage.copyManifest")}
      />
      {configText !== undefined && (
        <JsonBlock
          title={t("images.tagPage.view.config")}
          text={configText}
          copyLabel={t("images.tagPage.copyConfig")}
        />
      )}
    </>
  );
}
