import type { TFunction } from "i18next";
import { digestHex } from "../../../core/digest.ts";
import { type ListedTag, TAG_TYPE } from "../../../core/operations/tags.ts";
import { Copyable } from "../../components/Copyable.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { formatBytes } from "../../lib/format.ts";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./images.module.css";
import { PullCommand } from "./PullCommand.tsx";

/** As many digits as Docker shows: enough to tell the digests of one image apart. */
const DIGITS = 12;

/** Sortable columns are keyed by the wire's `order_column`. */
export function tagColumns(t: TFunction, language: string): Column<ListedTag>[] {
  return [
    {
      key: "tag",
      title: t("images.tag.name"),
      sort: "asc",
      cell: (tag) => (
        <span className={styles.tag} title={tag.Tag}>
          {tag.Tag}
        </span>
      ),
    },
    {
      key: "digest",
      title: t("images.tag.digest"),
      width: 190,
      hideBelow: "medium",
      cell: ({ digest }) => (
        <Copyable text={digest} label={t("images.tag.copyDigest")}>
          <span className={styles.digest} title={digest}>
            {digestHex(digest).slice(0, DIGITS)}
          </span>
        </Copyable>
      ),
    },
    {
      key: "kind",
      title: t("images.tag.kind"),
      width: 124,
      hideBelow: "medium",
      cell: (tag) =>
        tag.tag_type === TAG_TYPE.index ? (
          <Pill tone="accent">{t("images.tag.multi")}</Pill>
        ) : (
          <Pill>{t("images.tag.single")}</Pill>
        ),
    },
    {
      key: "size",
      title: t("images.column.size"),
      width: 100,
      align: "end",
      hideBelow: "narrow",
      cell: (tag) => formatBytes(tag.size, language),
    },
    {
      key: "updated_at",
      title: t("images.column.updated"),
      width: 140,
      sort: "desc",
      hideBelow: "narrow",
      cell: (tag) => (
        <span className={styles.muted}>
          <RelativeTime iso={tag.updated} />
        </span>
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 140,
      narrowWidth: 40,
      cell: (tag) => (
        <span className={styles.actions}>
          <PullCommand reference={tag.path} />
        </span>
      ),
    },
  ];
}
