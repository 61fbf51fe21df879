/** 「镜像版本」: an image's tags, ten thousand of them if need be: sorted, filtered and cut into pages by the service. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import type { LoaderFunctionArgs } from "react-router-dom";
import type { ListedTag } from "../../../../core/operations/tags.ts";
import { allows, type GrantedLevel } from "../../../../core/permissions.ts";
import { queryClient } from "../../../api/query-client.ts";
import { CommandBlock } from "../../../components/CommandBlock.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { imageAt, isOtherImage, useImageTab } from "../../../components/image/image-tab.ts";
import { refusalOf } from "../../../components/image/refusal.ts";
import { NothingMatches } from "../../../components/NothingMatches.tsx";
import { Pagination } from "../../../components/Pagination.tsx";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { SearchInput } from "../../../components/SearchInput.tsx";
import { useSyncRefusal } from "../../../components/sync/use-sync-refusal.ts";
import { readListParams, useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { withTexts } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { TAG_LIST, tagListQuery } from "../../../resources/images.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { DataTable, prefetchRows } from "../../../ui/table/DataTable.tsx";
import { loadEarly } from "../../session/load-early.ts";
import { type DoomedTag, doomedTag } from "../deletion/blast-radius.ts";
import styles from "../tags.module.css";
import { tagColumns } from "./columns.tsx";
import { TagSelectionActions } from "./TagSelectionActions.tsx";
import { UntaggedNote } from "./UntaggedNote.tsx";

const DeleteTagsDialog = lazyPart(() =>
  withAntd(import("../deletion/DeleteTagsDialog.tsx").then((m) => m.DeleteTagsDialog)),
);

const SyncTagsForm = lazyPart(() =>
  withTexts(
    withAntd(import("../../../components/sync/SyncTagsForm.tsx").then((m) => m.SyncTagsForm)),
    "sync",
  ),
);

const nameOf = (tag: ListedTag) => tag.Tag;

const doomed = (tag: ListedTag): DoomedTag => doomedTag(tag.Tag, tag);

export function loader({ request, params }: LoaderFunctionArgs): Promise<null> {
  const list = readListParams(new URL(request.url).searchParams, TAG_LIST);
  prefetchRows(list.size);
  return loadEarly(() => [
    queryClient.prefetchQuery(tagListQuery(imageAt(params), list, list.filter("tag"))),
  ]);
}

export const shouldRevalidate = isOtherImage;

export function Component() {
  const t = useT();
  const { organization, image, details, level, isOthers } = useImageTab();
  const list = useListParams(TAG_LIST);
  const filter = list.filter("tag");
  const tags = useQuery(tagListQuery({ organization, image }, list, filter));
  const selection = useSelection({ rows: tags.data?.items, nameOf, keep: doomed });
  const [deleting, setDeleting] = useState<readonly DoomedTag[]>();
  const [syncing, setSyncing] = useState<readonly string[]>();
  const refusal = refusalOf(t, level, "delete");
  const syncRefusal = useSyncRefusal();
  const columns = useMemo(
    () =>
      tagColumns(t, {
        organization,
        image,
        refusal,
        syncRefusal,
        onSync: isOthers ? undefined : ({ Tag }) => setSyncing([Tag]),
        onDelete: isOthers ? undefined : (tag) => setDeleting([doomed(tag)]),
      }),
    [t, organization, image, refusal, syncRefusal, isOthers],
  );

  return (
    <>
      <search className={styles.filters}>
        <SearchInput
          className={styles.search}
          label={t("tags.filter")}
          value={filter}
          onChange={(tag) => list.set({ tag })}
        />
      </search>
      <DataTable
        label={t("images.detail.tags")}
        columns={columns}
        rows={tags.data?.items}
        rowKey={nameOf}
        loading={tags.isPending || tags.isPlaceholderData}
        error={tags.isError && <ErrorState error={tags.error} onRetry={() => tags.refetch()} />}
        empty={
          filter === "" ? (
            <NoTags path={details?.path} level={level} />
          ) : (
            <NothingMatches
              title={t("tags.nothingMatches.title")}
              text={t("tags.nothingMatches.text")}
              onClear={() => list.set({ tag: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("tags.selectPage"),
          rowLabel: (tag) => t("tags.select", { tag: tag.Tag }),
          summary: t("tags.selected", { count: selection.chosen.size }),
          actions: (
            <TagSelectionActions
              {...{ organization, image, refusal, syncRefusal }}
              names={[...selection.chosen.keys()]}
              onSync={isOthers ? undefined : () => setSyncing([...selection.chosen.keys()])}
              onDelete={isOthers ? undefined : () => setDeleting([...selection.chosen.values()])}
            />
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(tag) => (
          <>
            {formatBytes(tag.size)} · <RelativeTime iso={tag.updated} />
          </>
        )}
      />
      <Pagination list={list} total={tags.data?.total ?? 0} />
      {!isOthers && <UntaggedNote {...{ organization, image }} />}
      <p role="status" className="visually-hidden">
        {selection.gone > 0 && t("tags.deletion.gone", { count: selection.gone })}
      </p>
      {syncing && (
        <Suspense>
          <SyncTagsForm {...{ organization, image }} tags={syncing} onClose={() => setSyncing(undefined)} />
        </Suspense>
      )}
      {deleting && (
        <Suspense>
          <DeleteTagsDialog
            {...{ organization, image }}
            tags={deleting}
            onDeleted={selection.forget}
            onClose={() => setDeleting(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

function NoTags({ path, level }: { path: string | undefined; level: GrantedLevel | undefined }) {
  const t = useT();
  const mayPush = level !== undefined && allows(level, "push");
  return (
    <Notice
      title={t("tags.none.title")}
      text={t(mayPush ? "tags.none.text" : "tags.none.readOnly")}
      action={
        mayPush &&
        path !== undefined && (
          <div className={styles.push}>
            <CommandBlock
              label={t("tags.none.push")}
              copyLabel={t("tags.none.copyPush")}
              command={`docker push ${path}:latest`}
            />
          </div>
        )
      }
    />
  );
}
