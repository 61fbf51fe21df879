/** Other tags of the same content, and what belongs to it: signatures, attestations, what it signs itself. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import type { Tag } from "../../../../core/operations/tags.ts";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { Limited } from "../../../components/Limited.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import { referencesQuery } from "../../../resources/accessories.ts";
import type { Content, TagRef } from "../../../resources/content.ts";
import { tagsOfDigestsQuery } from "../../../resources/tags.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import tagStyles from "../tags.module.css";
import { Accessories } from "./Accessories.tsx";
import styles from "./tag.module.css";

interface RelatedViewProps extends TagRef {
  details: Tag;
  content: Content;
}

/** How cosign names what it makes. */
const COSIGN_TAG = /^sha256-[a-f0-9]{64}\./;

export function RelatedView({ details, content, ...ref }: RelatedViewProps) {
  const t = useT();
  const same = useQuery(tagsOfDigestsQuery(ref, [details.digest]));
  const isAbout = content.manifest.subject !== undefined || COSIGN_TAG.test(ref.tag);
  const targets = useQuery({ ...referencesQuery(ref), enabled: isAbout });
  const others = same.data && (same.data.get(details.digest) ?? []).filter((name) => name !== ref.tag);
  return (
    <>
      <section className={styles.values}>
        <h2>{t("tags.page.sameDigest")}</h2>
        {same.isError ? (
          <ErrorState error={same.error} onRetry={() => same.refetch()} />
        ) : (
          <TagLinks {...ref} names={others} none={t("tags.page.noSameDigest")} />
        )}
      </section>
      {isAbout && (
        <section className={styles.values}>
          <h2>{t("tags.page.about")}</h2>
          {targets.isError ? (
            <ErrorState error={targets.error} onRetry={() => targets.refetch()} />
          ) : (
            <TagLinks {...ref} names={targets.data} none={t("tags.page.noAbout")} />
          )}
        </section>
      )}
      <section className={styles.values}>
        <h2>{t("tags.page.accessories")}</h2>
        <Accessories {...ref} />
      </section>
    </>
  );
}

interface TagLinksProps extends TagRef {
  /** Undefined until they are known. */
  names: readonly string[] | undefined;
  none: string;
}

function TagLinks({ organization, image, names, none }: TagLinksProps) {
  if (!names) return <Skeleton rows={1} />;
  if (names.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <Limited items={names}>
      {(shown) => (
        <ul className={styles.links}>
          {shown.map((name) => (
            <li key={name}>
              <Link className={tagStyles.tag} to={paths.tag(organization, image, name)}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Limited>
  );
}
