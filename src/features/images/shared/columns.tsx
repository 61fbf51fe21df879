import type { TFunction } from "i18next";
import type { SharedImage } from "../../../../core/operations/shared-images.ts";
import { PullCommand } from "../../../components/commands/PullCommand.tsx";
import { updatedAndActions } from "../../../components/image/row-columns.tsx";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import type { Column } from "../../../ui/table/types.ts";
import { ImageName } from "../list/ImageName.tsx";
import styles from "../list/list.module.css";

/** Sortable columns are keyed by the wire's `order_column`. Of a share that does not count only names are known. */
export function sharedImageColumns(t: TFunction): Column<SharedImage>[] {
  return [
    {
      key: "name",
      title: t("images.column.image"),
      sort: "asc",
      cell: ({ namespace, name, status }) =>
        status === true ? (
          <ImageName organization={namespace} image={name} />
        ) : (
          <span className={styles.gone} title={`${namespace}/${name}`}>
            {namespace}/{name}
          </span>
        ),
    },
    {
      key: "domain_name",
      title: t("sharing.column.owner"),
      width: 150,
      sort: "asc",
      hideBelow: "narrow",
      cell: ({ domain_name }) => <bdi title={domain_name}>{domain_name}</bdi>,
    },
    {
      key: "deadline",
      title: t("sharing.deadline.label"),
      width: 190,
      hideBelow: "narrow",
      cell: ({ deadline }) => deadline !== undefined && <ShareDeadline deadline={deadline} />,
    },
    {
      key: "tag_count",
      title: t("images.column.tags"),
      width: 88,
      align: "end",
      sort: "desc",
      hideBelow: "medium",
      cell: ({ num_images, status }) => status === true && formatNumber(num_images),
    },
    {
      key: "size",
      title: t("images.column.size"),
      width: 96,
      align: "end",
      hideBelow: "medium",
      cell: ({ size, status }) => status === true && formatBytes(size),
    },
    ...updatedAndActions<SharedImage>(t, {
      updatedKey: "updated_at",
      updatedWidth: 124,
      updated: ({ updated_at }) => updated_at,
      actions: ({ path, tags: [latest], status }) =>
        status === true &&
        latest !== undefined && (
          <span className={styles.actions}>
            <PullCommand reference={`${path}:${latest}`} />
          </span>
        ),
    }),
  ];
}
