/**
 * Content that no tag holds any more: how much room it takes, and when it is deleted. Renders nothing where there is
 * none.
 */
import { useQuery } from "@tanstack/react-query";
import { useLanguage } from "../../../i18n/use-language.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes, formatTime } from "../../../lib/format.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { untaggedQuery } from "../../../resources/untagged.ts";
import styles from "../tags.module.css";

export function UntaggedNote(ref: ImageRef) {
  const t = useT();
  const language = useLanguage();
  const untagged = useQuery(untaggedQuery(ref)).data;
  if (!untagged || untagged.manifests === 0) return null;
  const { manifests: count, bytes, is_more, first_at, last_at } = untagged;
  const size = formatBytes(bytes);
  return (
    <p className={styles.untagged}>
      {t(is_more ? "tags.untagged.more" : "tags.untagged.hold", { count, size })}{" "}
      {first_at === null || last_at === null
        ? t("tags.untagged.stay")
        : first_at === last_at
          ? t("tags.untagged.go", { at: formatTime(first_at, language) })
          : t("tags.untagged.goInTurn", {
              first: formatTime(first_at, language),
              last: formatTime(last_at, language),
            })}
    </p>
  );
}
