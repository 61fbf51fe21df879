import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RetentionPolicyRule } from "../../core/operations/retention.ts";
import { call, operationQuery } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import type { ListPlace } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** How soon the page shows what a run has done: it begins within a second of the save. */
const RUN_SHOWS_MS = 5_000;

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

/** So many decisions are shown; the sums are of all tags. */
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
