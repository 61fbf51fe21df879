import { useNavigate } from "react-router-dom";
import { digestHex } from "../../../../core/digest.ts";
import { Select } from "../../../components/Select.tsx";
import { useT } from "../../../i18n/use-t.ts";
import {
  artifactName,
  isAttestation,
  type Manifest,
  platformsOf,
  referrerType,
} from "../../../lib/image/manifest.ts";
import { paths } from "../../../paths.ts";
import type { TagRef } from "../../../resources/content.ts";
import styles from "./tag.module.css";

/** Of what has no name of its own. */
const DIGITS = 12;

interface PlatformSelectProps extends TagRef {
  index: Manifest;
  /** Digest of the manifest that is shown; undefined for the index itself. */
  child: string | undefined;
}

/** Which of an index's manifests is shown. */
export function PlatformSelect({ organization, image, tag, index, child }: PlatformSelectProps) {
  const t = useT();
  const navigate = useNavigate();
  const attestations = index.manifests.filter(isAttestation);
  const isReferrers = index.kind === "referrers";
  const label = isReferrers ? t("tags.page.view.referrers") : t("tags.page.platform");
  return (
    <Select
      className={styles.picker}
      label={label}
      prefix={label}
      value={child ?? ""}
      options={[
        { value: "", label: t("tags.page.allPlatforms") },
        ...platformsOf(index).map(({ name, entry }) => ({
          value: entry.digest,
          label: isReferrers
            ? `${t(`tags.artifact.${artifactName(referrerType(entry))}`)} ${digestHex(entry.digest).slice(0, DIGITS)}`
            : name,
        })),
        ...attestations.map(({ digest }, at) => ({
          value: digest,
          label: t("tags.page.attestation", { number: at + 1 }),
        })),
      ]}
      onChange={(digest) =>
        navigate({
          pathname: paths.tag(organization, image, tag),
          search: digest === "" ? "" : new URLSearchParams({ manifest: digest }).toString(),
        })
      }
    />
  );
}
