import type { TFunction } from "i18next";
import type { ImageMarks as Marks } from "../../../../core/console-operations/image-marks.ts";
import type { OwnListedImage } from "../../../../core/operations/images.ts";
import { updatedAndActions } from "../../../components/image/row-columns.tsx";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { categoryText } from "../category-text.ts";
import { TypePill } from "../TypePill.tsx";
import { ImageActions } from "./ImageActions.tsx";
import { ImageMarks } from "./ImageMarks.tsx";
import { ImageName } from "./ImageName.tsx";
import styles from "./list.module.css";

/** Sortable columns are keyed by the wire's `order_column`. */
export function imageColumns(
  t: TFunction,
  onDelete: (image: OwnListedImage) => void,
  marks: ReadonlyMap<number, Marks> | undefined,
): Column<OwnListedImage>[] {
  return [
    {
      key: "name",
      title: t("images.column.image"),
      sort: "asc",
      cell: (image) => <ImageName organization={image.namespace} image={image.name} />,
    },
    {
      key: "latest-tag",
      title: t("images.column.latestTag"),
      width: 150,
      hideBelow: "medium",
      cell: ({ tags: [latest] }) => latest !== undefined && <Pill mono>{latest}</Pill>,
    },
    {
      key: "tag_count",
      title: t("images.column.tags"),
      width: 72,
      align: "end",
      sort: "desc",
      hideBelow: "narrow",
      cell: (image) => formatNumber(image.num_images),
    },
    {
      key: "size",
      title: t("images.column.size"),
      width: 88,
      align: "end",
      hideBelow: "medium",
      cell: (image) => formatBytes(image.size),
    },
    {
      key: "downloads",
      title: t("images.column.downloads"),
      width: 84,
      align: "end",
      // On a laptop the names need the room.
      hideBelow: "widest",
      cell: (image) => <span className={styles.muted}>{formatNumber(image.num_download)}</span>,
    },
    {
      key: "is_public",
      title: t("images.type.label"),
      width: 76,
      sort: "desc",
      hideBelow: "narrow",
      cell: (image) => <TypePill isPublic={image.is_public} />,
    },
    {
      key: "marks",
      title: t("images.marks.title"),
      width: 112,
      hideBelow: "wide",
      cell: ({ id }) => {
        const own = id === undefined ? undefined : marks?.get(id);
        return own && <ImageMarks marks={own} />;
      },
    },
    {
      key: "category",
      title: t("images.category.label"),
      width: 112,
      hideBelow: "widest",
      cell: ({ category }) => <span className={styles.muted}>{categoryText(t, category)}</span>,
    },
    ...updatedAndActions<OwnListedImage>(t, {
      updatedKey: "updated_time",
      updatedWidth: 116,
      updated: (image) => image.updated_at,
      actions: (image) => <ImageActions image={image} onDelete={onDelete} />,
    }),
  ];
}
