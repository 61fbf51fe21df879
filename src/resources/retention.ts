import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  RETENTION_FILTERS,
  RETENTION_ORDER_COLUMNS,
  type RetentionFilter,
  type RetentionOrderColumn,
} from "../../core/operations/facts.ts";
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import { call, operationQuery, type ResponseOf } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import { type ListPlace, paging } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** How soon the page shows what a run has done: it begins within a second of the save. */
const RUN_SHOWS_MS = 2_000;

/** The image's one policy; undefined where it has none. */
export function retentionQuery(ref: ImageRef) {
  return queryOptions({
    ...operationQuery("ListRetentions", { params: params(ref) }),
    select: ([policy]) => policy,
  });
}

export function retentionStateQuery(ref: ImageRef) {
  return queryOptions({
    ...operationQuery("ShowRetentionState", { params: params(ref) }),
    refetchInterval: RUN_SHOWS_MS,
  });
}

export function retentionLogQuery(ref: ImageRef, { page, size }: Pick<ListPlace<string>, "page" | "size">) {
  return queryOptions({
    ...operationQuery("ListRetentionHistories", {
      params: params(ref),
      query: { limit: size, offset: (page - 1) * size },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: RUN_SHOWS_MS,
  });
}

/** Decisions shown; the sums are over all tags. */
export const PREVIEW_TAGS = 1000;

/** `at` is RFC 3339; by default the time of asking. */
export function retentionPreviewQuery(ref: ImageRef, rule: RetentionPolicyRule, at: string | undefined) {
  return queryOptions({
    queryKey: ["PreviewRetention", { params: params(ref), rule, at }],
    queryFn: ({ signal }) =>
      call(
        "PreviewRetention",
        { params: params(ref), body: { rule, at, limit: PREVIEW_TAGS, offset: 0 } },
        signal,
      ),
    placeholderData: keepPreviousData,
    // A tag may have been pushed since.
    gcTime: 0,
  });
}

/** Resolves once the page shows the rule. Its run begins at once. Throws ApiError. */
export async function saveRetention(
  ref: ImageRef,
  id: number | undefined,
  rule: RetentionPolicyRule,
): Promise<void> {
  const body = { algorithm: "or" as const, rules: [rule] };
  if (id === undefined) {
    await call("CreateRetention", { params: params(ref), body });
    await refresh("CreateRetention");
  } else {
    await call("UpdateRetention", { params: { ...params(ref), retention_id: id }, body });
    await refresh("UpdateRetention");
  }
}

/** Resolves once the page shows that there is none. Throws ApiError. */
export async function deleteRetention(ref: ImageRef, id: number): Promise<void> {
  await call("DeleteRetention", { params: { ...params(ref), retention_id: id } });
  await refresh("DeleteRetention");
}

export type RetentionOfImage = ResponseOf<"ListRetentionsOfImages">["images"][number];

export const RETENTION_LEDGER = {
  columns: RETENTION_ORDER_COLUMNS,
  sort: { column: "name", order: "asc" },
} as const;

/** Empty where there is none: then of all images that have a rule. */
export interface RetentionFilters {
  organization: string;
  image: string;
  state: string;
}

/** As the address has them. */
export function retentionFilters({ filter }: { filter: (name: string) => string }): RetentionFilters {
  return { organization: filter("organization"), image: filter("image"), state: filter("state") };
}

export function toRetentionLedgerQuery({ organization, image, state }: RetentionFilters) {
  return {
    namespace: organization === "" ? undefined : organization,
    repository: image === "" ? undefined : image,
    state: RETENTION_FILTERS.find((known) => known === state),
  };
}

export function retentionLedgerQuery(place: ListPlace<RetentionOrderColumn>, filters: RetentionFilters) {
  return queryOptions({
    ...operationQuery("ListRetentionsOfImages", {
      query: { ...toRetentionLedgerQuery(filters), ...paging(place) },
    }),
    placeholderData: keepPreviousData,
  });
}

/** How many images there are of such a state. */
export function retentionCountQuery(state: RetentionFilter) {
  return operationQuery("ListRetentionsOfImages", { query: { state, limit: 1, offset: 0 } });
}
