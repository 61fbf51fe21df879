import type { Tag } from "../../../../core/operations/tags.ts";
import { ShortDigest } from "../../../components/image/ShortDigest.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { platformsOf } from "../../../lib/image/manifest.ts";
import type { Content } from "../../../resources/content.ts";
import { type Fact, PageFacts } from "../../../ui/PageFacts.tsx";

interface TagFactsProps {
  details: Tag;
  content: Content;
}

export function TagFacts({ details, content: { digest, manifest, config } }: TagFactsProps) {
  const t = useT();
  const size =
    digest === details.digest
      ? details.size
      : manifest.layers.reduce((sum, layer) => sum + layer.size, manifest.config?.size ?? 0);
  const platforms = manifest.kind === "index" ? platformsOf(manifest).map(({ name }) => name) : [];
  const platform = config?.platform || platforms.join(", ");
  const built = config && isTime(config.created) ? config.created : undefined;
  const facts: Fact[] = [
    [t("tags.digest"), <ShortDigest key="digest" digest={digest} />],
    [t("images.column.size"), formatBytes(size)],
    [t("tags.platform"), platform],
    [t("tags.page.built"), built && <RelativeTime iso={built} />],
    [t("tags.page.pushed"), <RelativeTime key="pushed" iso={details.updated} />],
  ];
  // What its builder did not tell is left out: nothing more will come.
  return <PageFacts facts={facts.filter(([, value]) => value)} />;
}

/** Builders that want the same bytes each time write the epoch, or nothing that is a time. */
function isTime(text: string): boolean {
  return Date.parse(text) > 0;
}
