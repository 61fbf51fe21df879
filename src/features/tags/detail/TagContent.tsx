/** The content of a tag or, at `?manifest=`, of one platform of its index. */
import { useQuery } from "@tanstack/react-query";
import { Navigate, useSearchParams } from "react-router-dom";
import { isDigest } from "../../../../core/digest.ts";
import type { Tag } from "../../../../core/operations/tags.ts";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { TabLinks } from "../../../components/TabLinks.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { artifactName, readManifest } from "../../../lib/image/manifest.ts";
import { paths } from "../../../paths.ts";
import { type Content, contentQuery, type TagRef } from "../../../resources/content.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { ConfigView } from "./ConfigView.tsx";
import { HistoryView } from "./HistoryView.tsx";
import { LayersView } from "./LayersView.tsx";
import { ManifestView } from "./ManifestView.tsx";
import { PlatformSelect } from "./PlatformSelect.tsx";
import { PlatformsView } from "./PlatformsView.tsx";
import { RelatedView } from "./RelatedView.tsx";
import { TagFacts } from "./TagFacts.tsx";
import styles from "./tag.module.css";
import { VIEWS } from "./views.ts";

interface TagContentProps extends TagRef {
  details: Tag;
  /** From the address. */
  view: string | undefined;
}

export function TagContent({ details, view: wanted, ...ref }: TagContentProps) {
  const t = useT();
  const [search] = useSearchParams();
  const wantedChild = search.get("manifest") ?? "";
  const child = isDigest(wantedChild) ? wantedChild : undefined;
  const content = useQuery(contentQuery(ref, details, child));
  const whole = readManifest(details.manifest);
  const isList = whole.kind === "index" || whole.kind === "referrers";
  const picker = isList && <PlatformSelect {...ref} index={whole} child={child} />;

  if (!content.data) {
    return (
      <>
        {picker}
        {content.isError ? (
          <ErrorState error={content.error} onRetry={() => content.refetch()} />
        ) : (
          <Skeleton rows={8} />
        )}
      </>
    );
  }

  const views = VIEWS[content.data.manifest.kind];
  const view = views.find((one) => one === wanted);
  const query = child === undefined ? "" : `?${new URLSearchParams({ manifest: child })}`;
  const address = (one: (typeof views)[number]) =>
    paths.tag(ref.organization, ref.image, ref.tag, one) + query;
  const [first] = views;
  if (!view && first) return <Navigate to={address(first)} replace />;
  return (
    <>
      <TagFacts details={details} content={content.data} />
      {picker}
      <KindNote content={content.data} />
      <TabLinks
        label={t("tags.page.sections")}
        tabs={views.map((one) => ({ path: address(one), label: t(`tags.page.view.${one}`) }))}
      />
      <div className={styles.view}>
        {(view === "platforms" || view === "referrers") && (
          <PlatformsView {...ref} index={content.data.manifest} view={view} />
        )}
        {view === "layers" && <LayersView content={content.data} />}
        {view === "history" && <HistoryView content={content.data} />}
        {view === "config" && <ConfigView config={content.data.config} />}
        {view === "manifest" && <ManifestView content={content.data} />}
        {view === "related" && <RelatedView {...ref} details={details} content={content.data} />}
      </div>
    </>
  );
}

const NOTES = {
  referrers: "tags.page.referrers",
  schema1: "tags.page.schema1",
  unreadable: "tags.page.unreadable",
} as const;

/** Says what it is where it is no container image. */
function KindNote({ content: { manifest } }: { content: Content }) {
  const t = useT();
  const { kind, artifactType } = manifest;
  if (kind === "image" || kind === "index") return null;
  return (
    <p className={styles.kind}>
      {kind === "artifact"
        ? t("tags.page.artifact", {
            kind: t(`tags.artifact.${artifactName(artifactType)}`),
            type: artifactType,
          })
        : t(NOTES[kind])}
    </p>
  );
}
