import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { ShortDigest } from "../../../components/image/ShortDigest.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import {
  artifactName,
  type Descriptor,
  isAttestation,
  type Manifest,
  platformName,
  referrerType,
} from "../../../lib/image/manifest.ts";
import { paths } from "../../../paths.ts";
import { presenceQuery, type TagRef } from "../../../resources/content.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import styles from "../tags.module.css";

interface PlatformsViewProps extends TagRef {
  index: Manifest;
  view: "platforms" | "referrers";
}

/** What an index lists, each leading to its content. */
export function PlatformsView({ organization, image, tag, index, view }: PlatformsViewProps) {
  const t = useT();
  const nameOf = (entry: Descriptor) => {
    if (view === "referrers") return t(`tags.artifact.${artifactName(referrerType(entry))}`);
    if (isAttestation(entry)) return t("tags.artifact.attestation");
    return (entry.platform && platformName(entry.platform)) || t("tags.noPlatform");
  };
  return (
    <DataTable
      label={t(`tags.page.view.${view}`)}
      rows={index.manifests}
      rowKey={({ digest }) => digest}
      loading={false}
      error={undefined}
      empty={<Notice title={t("tags.page.emptyIndex")} />}
      columns={[
        {
          key: "platform",
          title: view === "referrers" ? t("images.type.label") : t("tags.platform"),
          cell: (entry) => (
            <>
              <Link
                className={styles.tag}
                to={{
                  pathname: paths.tag(organization, image, tag),
                  search: new URLSearchParams({ manifest: entry.digest }).toString(),
                }}
              >
                {nameOf(entry)}
              </Link>
              <Absence organization={organization} image={image} digest={entry.digest} />
            </>
          ),
        },
        {
          key: "digest",
          title: t("tags.digest"),
          width: 200,
          narrowWidth: 150,
          cell: ({ digest }) => <ShortDigest digest={digest} />,
        },
        {
          key: "size",
          title: t("tags.page.manifestSize"),
          width: 160,
          align: "end",
          hideBelow: "narrow",
          cell: ({ size }) => formatBytes(size),
        },
      ]}
    />
  );
}

/** Marks a platform that the index lists but the image does not have: it cannot be pulled. */
function Absence({ digest, ...ref }: ImageRef & { digest: string }) {
  const t = useT();
  const { data } = useQuery(presenceQuery(ref, digest));
  return data === false ? <Pill>{t("tags.page.absent")}</Pill> : null;
}
