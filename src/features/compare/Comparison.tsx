import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { Tag } from "../../../core/operations/tags.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useT } from "../../i18n/use-t.ts";
import { contentQuery, tagQuery } from "../../resources/content.ts";
import type { ImageRef } from "../../resources/images.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ConfigDifferences } from "./ConfigDifferences.tsx";
import styles from "./compare.module.css";
import { LayerComparison } from "./LayerComparison.tsx";
import { type Compared, chooseManifests } from "./platforms.ts";

interface ComparisonProps extends ImageRef {
  from: string;
  to: string;
  /** From the address; empty for none. */
  platform: string;
  onPlatform: (platform: string) => void;
}

/** First the tags, which say what there is to compare. */
export function Comparison({ from, to, platform, onPlatform, ...ref }: ComparisonProps) {
  const t = useT();
  const left = useQuery(tagQuery({ ...ref, tag: from }));
  const right = useQuery(tagQuery({ ...ref, tag: to }));
  if (!left.data || !right.data) return <Waiting queries={[left, right]} />;

  const compared = chooseManifests(left.data, right.data, platform);
  return (
    <>
      {compared.platforms.length > 0 && (
        <Select
          className={styles.platform}
          aria-label={t("tags.page.platform")}
          prefix={t("tags.page.platform")}
          popupMatchSelectWidth={false}
          value={compared.platform}
          options={compared.platforms.map((name) => ({ value: name, label: name }))}
          onChange={onPlatform}
        />
      )}
      {compared.missing ? (
        <Notice
          title={t("compare.missing", {
            tag: compared.missing === "from" ? from : to,
            platform: compared.platform,
          })}
        />
      ) : (
        <Contents {...ref} from={left.data} to={right.data} compared={compared} />
      )}
    </>
  );
}

interface ContentsProps extends ImageRef {
  from: Tag;
  to: Tag;
  compared: Compared;
}

function Contents({ from, to, compared, ...ref }: ContentsProps) {
  const t = useT();
  const left = useQuery(contentQuery({ ...ref, tag: from.tag }, from, compared.from));
  const right = useQuery(contentQuery({ ...ref, tag: to.tag }, to, compared.to));
  if (!left.data || !right.data) return <Waiting queries={[left, right]} />;
  const [a, b] = [left.data, right.data];
  return (
    <>
      {a.digest === b.digest && <p className={styles.same}>{t("compare.same")}</p>}
      <LayerComparison from={a.manifest.layers} to={b.manifest.layers} />
      {a.config && b.config ? (
        <ConfigDifferences from={a.config} to={b.config} names={[from.tag, to.tag]} />
      ) : (
        <p className={styles.none}>{t("compare.noConfig")}</p>
      )}
    </>
  );
}

function Waiting({ queries }: { queries: readonly UseQueryResult[] }) {
  const failed = queries.find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  return <Skeleton rows={8} />;
}
