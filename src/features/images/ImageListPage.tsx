import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Upload } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedImage } from "../../../core/operations/images.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { useListParams } from "../../components/use-list-params.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { formatNumber } from "../../lib/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { imageColumns } from "./columns.tsx";
import { DeleteImageDialog } from "./DeleteImageDialog.tsx";
import { ImageFilters } from "./ImageFilters.tsx";
import styles from "./images.module.css";
import { IMAGE_LIST, imageListQuery } from "./queries.ts";

export function Component() {
  const { t } = useTranslation();
  const language = useLanguage();
  const upload = useDialogParam("upload");
  const [deleting, setDeleting] = useState<ListedImage>();
  const list = useListParams(IMAGE_LIST);
  const filters = {
    name: list.filter("name"),
    organization: list.filter("organization"),
    type: list.filter("type"),
  };
  const images = useQuery(imageListQuery(list, filters));
  const nothingYet = images.data?.total === 0 && Object.values(filters).every((value) => value === "");
  const columns = useMemo(() => imageColumns(t, language, setDeleting), [t, language]);

  return (
    <>
      <PageHeader
        title={t("images.title")}
        count={images.data && formatNumber(images.data.total, language)}
        actions={
          // An empty list offers it in its middle.
          !nothingYet && (
            <Button type="primary" icon={<Upload size={15} aria-hidden />} onClick={upload.open}>
              {t("images.upload")}
            </Button>
          )
        }
      />
      <ImageFilters filters={filters} onChange={list.set} />
      <DataTable
        label={t("images.title")}
        columns={columns}
        rows={images.data?.items}
        rowKey={(image) => image.path}
        loading={images.isPending || images.isPlaceholderData}
        error={images.isError && <ErrorState error={images.error} onRetry={() => images.refetch()} />}
        empty={
          nothingYet ? (
            <NothingYet onUpload={upload.open} />
          ) : (
            <NothingMatches
              title={t("images.list.nothingMatches.title")}
              text={t("images.list.nothingMatches.text")}
              onClear={() => list.set({ name: "", organization: "", type: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        compact={(image) => (
          <>
            {t("images.list.tags", { count: image.num_images })} · <RelativeTime iso={image.updated_at} />
          </>
        )}
      />
      <Pagination list={list} total={images.data?.total ?? 0} />
      {deleting && (
        <DeleteImageDialog
          organization={deleting.namespace}
          image={deleting.name}
          tagCount={deleting.num_images}
          size={deleting.size}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </>
  );
}

function NothingYet({ onUpload }: { onUpload: () => void }) {
  const { t } = useTranslation();
  const login = useDialogParam("login-command");
  return (
    <Notice
      title={t("images.list.nothingYet.title")}
      text={t("images.list.nothingYet.text")}
      action={
        <div className={styles.buttons}>
          <Button type="primary" onClick={onUpload}>
            {t("images.upload")}
          </Button>
          <Button type="link" onClick={login.open}>
            {t("images.pushWithClient")}
          </Button>
        </div>
      }
    />
  );
}
