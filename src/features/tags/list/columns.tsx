import type { TFunction } from "i18next";
import { Link } from "react-router-dom";
import type { ListedTag } from "../../../../core/operations/tags.ts";
import { updatedAndActions } from "../../../components/image/row-columns.tsx";
import { ShortDigest } from "../../../components/image/ShortDigest.tsx";
import { formatBytes } from "../../../lib/format.ts";
import { paths } from "../../../paths.ts";
import type { ImageRef } from "../../../resources/images.ts";
import type { Column } from "../../../ui/table/types.ts";
import styles from "../tags.module.css";
import { TagActions } from "./TagActions.tsx";
import { TagPlatform } from "./TagPlatform.tsx";

interface TagColumnsInput extends ImageRef {
  /** Why tags cannot be deleted. */
  refusal: string | undefined;
  /** Why they cannot be copied to another region. */
  syncRefusal: string | undefined;
  /** Undefined where nobody here may do so. */
  onSync: ((tag: ListedTag) => void) | undefined;
  onDelete: ((tag: ListedTag) => void) | undefined;
}

/** Sortable columns are keyed by the wire's `order_column`. */
export function tagColumns(
  t: TFunction,
  { organization, image, ...actions }: TagColumnsInput,
): Column<ListedTag>[] {
  return [
    {
      key: "tag",
      title: t("tags.name"),
      sort: "asc",
      cell: (tag) => (
        <Link className={styles.tag} title={tag.Tag} to={paths.tag(organization, image, tag.Tag)}>
          {tag.Tag}
        </Link>
      ),
    },
    {
      key: "digest",
      title: t("tags.digest"),
      width: 190,
      hideBelow: "medium",
      cell: ({ digest }) => <ShortDigest digest={digest} />,
    },
    {
      key: "platform",
      title: t("tags.platform"),
      width: 170,
      hideBelow: "medium",
      cell: (tag) => <TagPlatform organization={organization} image={image} tag={tag} />,
    },
    {
      key: "size",
      title: t("images.column.size"),
      width: 100,
      align: "end",
      hideBelow: "narrow",
      cell: (tag) => formatBytes(tag.size),
    },
    ...updatedAndActions<ListedTag>(t, {
      updatedKey: "updated_at",
      updatedWidth: 140,
      updated: (tag) => tag.updated,
      actions: (tag) => <TagActions {...{ organization, image, tag, ...actions }} />,
    }),
  ];
}
