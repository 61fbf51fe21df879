/** The table of images with its filters and batch actions: of all organizations, or of one. */
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, Suspense, useMemo, useState } from "react";
import { IMAGES_PER_SYNC_BATCH } from "../../../../core/limits.ts";
import type { OwnListedImage } from "../../../../core/operations/images.ts";
import { allows, type GrantedLevel } from "../../../../core/permissions.ts";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { ListToolbar } from "../../../components/ListToolbar.tsx";
import { NothingMatches } from "../../../components/NothingMatches.tsx";
import { Pagination } from "../../../components/Pagination.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { useSyncRefusal } from "../../../components/sync/use-sync-refusal.ts";
import { TableViewMenu } from "../../../components/TableViewMenu.tsx";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { withTexts } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { chosenFilters, IMAGE_LIST, imageListQuery, imageMarksQuery } from "../../../resources/images.ts";
import { Button } from "../../../ui/Button.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { SelectionAction } from "../../../ui/table/SelectionAction.tsx";
import type { Column } from "../../../ui/table/types.ts";
import { useTableView } from "../../../ui/table/use-table-view.ts";
import { imageColumns } from "./columns.tsx";
import type { DoomedImage } from "./DeleteImagesDialog.tsx";
import { exportImages } from "./export-images.ts";
import { ImageFilters } from "./ImageFilters.tsx";

const DeleteImageDialog = lazyPart(() =>
  withAntd(import("../DeleteImageDialog.tsx").then((m) => m.DeleteImageDialog)),
);
const DeleteImagesDialog = lazyPart(() =>
  withAntd(import("./DeleteImagesDialog.tsx").then((m) => m.DeleteImagesDialog)),
);
const ShareImagesForm = lazyPart(() =>
  withTexts(withAntd(import("./ShareImagesForm.tsx").then((m) => m.ShareImagesForm)), "sharing"),
);
const SyncImagesForm = lazyPart(() =>
  withTexts(
    withAntd(import("../../../components/sync/SyncImagesForm.tsx").then((m) => m.SyncImagesForm)),
    "sync",
  ),
);
const ExportDialog = lazyPart(() =>
  withAntd(import("../../../components/ExportDialog.tsx").then((m) => m.ExportDialog)),
);

interface ImageListProps {
  /** The one organization whose images are listed. */
  organization?: string;
  /** Stands in the table's place where there is no image at all. */
  nothingYet: ReactNode;
  /** The page's head; is told how many match. */
  header?: (total: number | undefined) => ReactNode;
}

const nameOf = ({ namespace, name }: OwnListedImage) => `${namespace}/${name}`;

interface ChosenImage extends DoomedImage {
  /** What the person may do with it, where it is known. */
  level: GrantedLevel | undefined;
  isPublic: boolean;
}

const chosenImage = ({
  namespace,
  name,
  num_images,
  size,
  is_public,
  auth,
}: OwnListedImage): ChosenImage => ({
  organization: namespace,
  image: name,
  tagCount: num_images,
  size,
  level: auth,
  isPublic: is_public,
});

function withoutSort<Row>({ sort: _, ...column }: Column<Row>): Column<Row> {
  return column;
}

export function ImageList({ organization, nothingYet, header }: ImageListProps) {
  const t = useT();
  const list = useListParams(IMAGE_LIST);
  const view = useTableView("images", ["category"]);
  const [open, setOpen] = useState<"deletion" | "sharing" | "sync" | "export">();
  const [deleting, setDeleting] = useState<OwnListedImage>();

  const chosen = chosenFilters(list);
  const filters = { ...chosen, organization: organization ?? chosen.organization };
  const images = useQuery(imageListQuery(list, filters));
  const selection = useSelection({
    rows: images.data?.items,
    nameOf,
    keep: chosenImage,
  });
  const syncRefusal = useSyncRefusal();
  const tooMany =
    selection.chosen.size > IMAGES_PER_SYNC_BATCH
      ? t("images.sync.tooManyImages", { max: IMAGES_PER_SYNC_BATCH })
      : undefined;
  const total = images.data?.total ?? 0;
  const isEmpty = images.data?.total === 0 && Object.values(chosen).every((value) => value === "");
  const marks = useQuery(imageMarksQuery(images.data?.items)).data;
  const columns = useMemo(() => imageColumns(t, setDeleting, marks), [t, marks]);
  const shown = columns
    .filter(({ key }) => !view.isHidden(key))
    // The list of what is shared is not sorted by it.
    .map((column) => (filters.shared !== "" && column.key === "is_public" ? withoutSort(column) : column));

  return (
    <>
      {header?.(images.data?.total)}
      <ListToolbar
        tools={
          <>
            <Button
              aria-label={t("common.export.action")}
              title={t("common.export.action")}
              icon={<Download size={15} aria-hidden />}
              disabled={total === 0}
              onClick={() => setOpen("export")}
            />
            <TableViewMenu columns={columns} view={view} />
          </>
        }
      >
        <ImageFilters filters={chosen} within={organization} onChange={list.set} />
      </ListToolbar>
      <DataTable
        label={t("images.title")}
        columns={shown}
        rows={images.data?.items}
        rowKey={nameOf}
        loading={images.isPending || images.isPlaceholderData}
        error={images.isError && <ErrorState error={images.error} onRetry={() => images.refetch()} />}
        empty={
          isEmpty ? (
            nothingYet
          ) : (
            <NothingMatches
              title={t("images.list.nothingMatches.title")}
              text={t("images.list.nothingMatches.text")}
              onClear={() => list.set({ name: "", organization: "", type: "", category: "", shared: "" })}
            />
          )
        }
        dense={view.compact}
        sort={list.sort}
        onSort={list.onSort}
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("images.list.selectPage"),
          rowLabel: (image) => t("images.list.select", { image: nameOf(image) }),
          refusal: ({ auth }) => (auth && !allows(auth, "delete") ? t("images.refusal.select") : undefined),
          summary: t("images.list.selected", { count: selection.chosen.size }),
          actions: (
            <>
              <button type="button" onClick={() => setOpen("sharing")}>
                {t("images.shareChosen")}
              </button>
              <SelectionAction refusal={tooMany ?? syncRefusal} onClick={() => setOpen("sync")}>
                {t("images.sync.images")}
              </SelectionAction>
              <button type="button" data-danger onClick={() => setOpen("deletion")}>
                {t("images.delete")}
              </button>
            </>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(image) => (
          <>
            {t("images.list.tags", { count: image.num_images })} · <RelativeTime iso={image.updated_at} />
          </>
        )}
      />
      <Pagination list={list} total={total} />
      <p role="status" className="visually-hidden">
        {selection.gone > 0 && t("images.deletion.gone", { count: selection.gone })}
      </p>
      <Suspense>
        {deleting && (
          <DeleteImageDialog
            organization={deleting.namespace}
            image={deleting.name}
            tagCount={deleting.num_images}
            size={deleting.size}
            onDeleted={() => selection.forget([nameOf(deleting)])}
            onClose={() => setDeleting(undefined)}
          />
        )}
        {open === "deletion" && (
          <DeleteImagesDialog
            images={selection.chosen}
            onDeleted={selection.forget}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open === "sharing" && (
          <ShareImagesForm images={[...selection.chosen.values()]} onClose={() => setOpen(undefined)} />
        )}
        {open === "sync" && (
          <SyncImagesForm images={[...selection.chosen.values()]} onClose={() => setOpen(undefined)} />
        )}
        {open === "export" && (
          <ExportDialog
            title={t("images.export.title")}
            name="images"
            total={total}
            collect={(options) => exportImages(filters, options)}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
