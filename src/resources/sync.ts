import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { SyncRecord, SyncRuleOutcome } from "../../core/console-operations/sync.ts";
import { SYNC_STATES, SYNC_TARGET_STATES } from "../../core/operations/facts.ts";
import { call, operationQuery, type ResponseOf } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import type { ListPlace } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** How often the page looks how far a copy is, in milliseconds. */
const FOLLOW_MS = 2_000;
/** How often it looks for new copies while none is running. */
const QUIET_MS = 15_000;

const PAGE = 50;

/** Where an image is copied to; it keeps its name. */
export interface SyncTarget {
  region: string;
  organization: string;
  override: boolean;
}

export const hasEnded = ({ state }: Pick<SyncRecord, "state">) => state !== "waiting" && state !== "running";

export function syncRulesQuery(ref: ImageRef) {
  return operationQuery("ListImageAutoSyncReposDetails", { params: params(ref) });
}

export type SyncRule = ResponseOf<"ListImageAutoSyncReposDetails">[number];

/** How many of a region's targets are named. */
const NAMED = 8;

/** The newest targets in the region, over all images. */
export function targetsOfRegionQuery(region_id: string) {
  return operationQuery("ListSyncRules", { query: { region_id, limit: NAMED, offset: 0 } });
}

/** A target with the image that is copied there. */
export type SyncTargetOfImage = ResponseOf<"ListSyncRules">["rules"][number];

/** The service knows one order. */
export const SYNC_TARGET_LEDGER = { columns: ["id"], sort: { column: "id", order: "desc" } } as const;

/** Empty where there is none; `state` is one of SYNC_TARGET_STATES. */
export interface SyncTargetFilters {
  organization: string;
  /** A part of its name. */
  image: string;
  region: string;
  state: string;
}

/** As the address has them. */
export function syncTargetFilters({ filter }: { filter: (name: string) => string }): SyncTargetFilters {
  return {
    organization: filter("organization"),
    image: filter("image"),
    region: filter("region"),
    state: filter("state"),
  };
}

export function toSyncTargetQuery({ organization, image, region, state }: SyncTargetFilters) {
  return {
    namespace: organization === "" ? undefined : organization,
    repository: image === "" ? undefined : image,
    region_id: region === "" ? undefined : region,
    state: SYNC_TARGET_STATES.find((known) => known === state),
  };
}

/** Refreshes by itself, as copies change the states. */
export function syncTargetsQuery(
  { page, size }: Pick<ListPlace<string>, "page" | "size">,
  filters: SyncTargetFilters,
) {
  const query = { ...toSyncTargetQuery(filters), limit: size, offset: (page - 1) * size };
  return queryOptions({
    ...operationQuery("ListSyncRules", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: QUIET_MS,
  });
}

export interface SyncFilters extends SyncTargetFilters {
  /** `day`: of the last 24 hours. */
  since: string;
}

/** As the address has them. */
export function syncFilters(list: { filter: (name: string) => string }): SyncFilters {
  return { ...syncTargetFilters(list), since: list.filter("since") };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

/** To the minute, so that the query stays the same for a while. */
function aDayAgo(now: number): string {
  return new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS - DAY_MS).toISOString();
}

/** `now` in milliseconds. */
export function toSyncQuery({ since, ...filters }: SyncFilters, now: number) {
  return {
    ...toSyncTargetQuery(filters),
    state: SYNC_STATES.find((known) => known === filters.state),
    since: since === "day" ? aDayAgo(now) : undefined,
  };
}

type RecordPage = ResponseOf<"ListSyncRecords">;

/** The newest first, page by page. Followed while one of them has not ended. */
function recordsOptions(
  key: readonly unknown[],
  fetch: (marker: number, signal: AbortSignal) => Promise<RecordPage>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetch(pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next_marker }) => next_marker,
    select: ({ pages }) => ({
      total: pages[0]?.total ?? 0,
      records: pages.flatMap(({ records }) => records),
    }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ records }) => !records.every(hasEnded)) ? FOLLOW_MS : QUIET_MS,
  });
}

const from = (marker: number) => (marker === 0 ? { limit: PAGE } : { limit: PAGE, marker });

export function imageSyncRecordsQuery(ref: ImageRef) {
  return recordsOptions(["ListImageSyncRecords", { params: params(ref) }], (marker, signal) =>
    call("ListImageSyncRecords", { params: params(ref), query: from(marker) }, signal),
  );
}

export function syncRecordsQuery(filters: SyncFilters) {
  return recordsOptions(["ListSyncRecords", filters], (marker, signal) =>
    call("ListSyncRecords", { query: { ...toSyncQuery(filters, Date.now()), ...from(marker) } }, signal),
  );
}

/** How many copies ended so within a day, up to SYNC_RECORDS_COUNTED. */
export function syncsLatelyQuery(state: "failed" | "timeout") {
  return queryOptions({
    queryKey: ["ListSyncRecords", "lately", state],
    queryFn: ({ signal }) => {
      const filters = { organization: "", image: "", region: "", state, since: "day" };
      return call("ListSyncRecords", { query: { ...toSyncQuery(filters, Date.now()), limit: 1 } }, signal);
    },
    select: ({ total }) => total,
  });
}

/** Resolves once the page shows it. Throws ApiError. */
export async function addSyncRule(
  ref: ImageRef,
  { region, organization, override }: SyncTarget,
): Promise<void> {
  const body = { remoteRegionId: region, remoteNamespace: organization, syncAuto: true, override };
  await call("CreateImageSyncRepo", { params: params(ref), body });
  await refresh("CreateImageSyncRepo");
}

/** Of what is there already. Resolves once the page shows the records. Throws ApiError. */
export async function syncPresentTags(ref: ImageRef, target: SyncTarget): Promise<void> {
  await syncPresentOfMany(ref, target);
  await presentTagsSent();
}

/** Of one of many images. Does not refresh what shows it: presentTagsSent does, once for all. Throws ApiError. */
export async function syncPresentOfMany(ref: ImageRef, target: SyncTarget): Promise<void> {
  await call("SyncPresentTags", { params: params(ref), body: targetBody(target) });
}

export const presentTagsSent = () => refresh("SyncPresentTags");

const targetBody = ({ region, organization, override }: SyncTarget) => ({
  region_id: region,
  remote_namespace: organization,
  override,
});

/** What was still to be copied by it is cancelled. Resolves once the page shows it. Throws ApiError. */
export async function deleteSyncRule(
  ref: ImageRef,
  { remoteRegionId, remoteNamespace }: Pick<SyncRule, "remoteRegionId" | "remoteNamespace">,
): Promise<void> {
  await call("DeleteImageSyncRepo", { params: params(ref), body: { remoteRegionId, remoteNamespace } });
  await refresh("DeleteImageSyncRepo");
}

/** Answers with the tags that were not taken up. Throws ApiError. */
export async function syncTags(
  ref: ImageRef,
  imageTag: string[],
  { region, organization, override }: SyncTarget,
): Promise<string[]> {
  const body = { imageTag, remoteRegionId: region, remoteNamespace: organization, override };
  const left = await call("CreateManualImageSyncRepo", { params: params(ref), body });
  await refresh("CreateManualImageSyncRepo");
  return left;
}

export interface SyncRuleResult extends ImageRef {
  outcome: SyncRuleOutcome;
}

/** Of at most 50 images, each by itself. Throws ApiError. */
export async function addSyncRules(
  images: readonly ImageRef[],
  target: SyncTarget,
): Promise<SyncRuleResult[]> {
  const body = { ...targetBody(target), images: images.map(params) };
  const answer = await call("CreateSyncRules", { body });
  await refresh("CreateSyncRules");
  return answer.images.map(({ namespace, repository, outcome }) => ({
    organization: namespace,
    image: repository,
    outcome,
  }));
}

/** One of many. Does not refresh what shows it: recordsChanged does, once for all. Throws ApiError. */
export async function retrySyncRecord(record_id: number): Promise<void> {
  await call("RetrySyncRecord", { params: { record_id } });
}

/** As above. Throws ApiError. */
export async function cancelSyncRecord(record_id: number): Promise<void> {
  await call("CancelSyncRecord", { params: { record_id } });
}

/** Resolves once the page shows what became of them. */
export const syncRecordsChanged = () => refresh("RetrySyncRecord");
