/** What a tag runs on. Of an index its own manifest says it; otherwise the config does, which is read once in view. */
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { ListedTag } from "../../../../core/operations/tags.ts";
import { useT } from "../../../i18n/use-t.ts";
import { artifactName, type Manifest, platformsOf, readManifest } from "../../../lib/image/manifest.ts";
import { useInView } from "../../../lib/use-in-view.ts";
import { platformQuery } from "../../../resources/content.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { Bone } from "../../../ui/Bone.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import styles from "../tags.module.css";

export function TagPlatform({ tag, ...ref }: ImageRef & { tag: ListedTag }) {
  const t = useT();
  // The list leaves out what is too large for it; the tag's page has it.
  if (tag.manifest === "") return <span className={styles.mono}>{t("tags.noPlatform")}</span>;
  const manifest = readManifest(tag.manifest);
  if (manifest.kind === "image") return <ConfigPlatform {...ref} tag={tag} manifest={manifest} />;
  if (manifest.kind === "referrers") return <Pill>{t("tags.page.view.referrers")}</Pill>;
  if (manifest.kind !== "index") {
    return <Pill>{t(`tags.artifact.${artifactName(manifest.artifactType)}`)}</Pill>;
  }
  const names = platformsOf(manifest).map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return null;
  return (
    <span title={names.join("\n")} className={styles.platforms}>
      <span className={styles.mono}>{first}</span>
      {names.length > 1 && <Pill tone="accent">{`+${names.length - 1}`}</Pill>}
    </span>
  );
}

interface ConfigPlatformProps extends ImageRef {
  tag: ListedTag;
  manifest: Manifest;
}

function ConfigPlatform({ tag, manifest, ...ref }: ConfigPlatformProps) {
  const t = useT();
  const box = useRef<HTMLSpanElement>(null);
  const inView = useInView(box);
  const platform = useQuery({
    ...platformQuery({ ...ref, tag: tag.Tag }, manifest.config?.digest ?? tag.digest),
    enabled: inView,
  });
  return (
    <span ref={box} className={styles.mono}>
      {platform.isPending ? <Bone /> : platform.data || t("tags.noPlatform")}
    </span>
  );
}
