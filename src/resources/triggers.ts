import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { TriggerEntry } from "../../core/console-operations/triggers.ts";
import { TRIGGER_STATES } from "../../core/operations/facts.ts";
import type { Body } from "../../core/operations.ts";
import { call, operationQuery } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import type { ListPlace } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** How often the page looks how far a roll-out is, in milliseconds. The service looks every two seconds at first. */
const FOLLOW_MS = 2_000;
/** How often it looks for new firings while none is running. */
const QUIET_MS = 10_000;

const isOpen = (firing: { ended_at: string | null } | null) => firing !== null && firing.ended_at === null;

export interface TriggerRef extends ImageRef {
  trigger: string;
}

const triggerParams = (ref: TriggerRef) => ({ ...params(ref), trigger: ref.trigger });

export const triggerRef = ({ namespace, repository, name }: TriggerEntry): TriggerRef => ({
  organization: namespace,
  image: repository,
  trigger: name,
});

/** Follows what they do. */
export function imageTriggersQuery(ref: ImageRef) {
  return queryOptions({
    ...operationQuery("ListImageTriggers", { params: params(ref) }),
    select: ({ triggers }) => triggers,
    refetchInterval: ({ state }) =>
      state.data?.triggers.some(({ last_firing }) => isOpen(last_firing)) ? FOLLOW_MS : QUIET_MS,
  });
}

/** Follows them to the end of their roll-outs. */
export function firingsQuery(ref: TriggerRef, { page, size }: Pick<ListPlace<string>, "page" | "size">) {
  return queryOptions({
    ...operationQuery("ListTriggerFirings", {
      params: triggerParams(ref),
      query: { limit: size, offset: (page - 1) * size },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.firings.some(isOpen) ? FOLLOW_MS : QUIET_MS),
  });
}

/** The service knows one order. */
export const TRIGGER_LEDGER = {
  columns: ["last"],
  sort: { column: "last", order: "desc" },
} as const;

/** `lately`: what fired within the last day and failed. */
export const TRIGGER_FILTERS = ["lately", ...TRIGGER_STATES] as const;

const LATELY_HOURS = 24;

/** Empty where there is none; `state` is one of those above. */
export interface TriggerFilters {
  organization: string;
  image: string;
  state: string;
}

/** As the address has them. */
export function triggerFilters({ filter }: { filter: (name: string) => string }): TriggerFilters {
  return { organization: filter("organization"), image: filter("image"), state: filter("state") };
}

export function toTriggerLedgerQuery({ organization, image, state }: TriggerFilters) {
  const isLately = state === "lately";
  return {
    namespace: organization === "" ? undefined : organization,
    repository: image === "" ? undefined : image,
    state: isLately ? "failed" : TRIGGER_STATES.find((known) => known === state),
    fired_within_hours: isLately ? LATELY_HOURS : undefined,
  } as const;
}

/** Follows what they do. */
export function triggerLedgerQuery(
  { page, size }: Pick<ListPlace<string>, "page" | "size">,
  filters: TriggerFilters,
) {
  const query = { ...toTriggerLedgerQuery(filters), limit: size, offset: (page - 1) * size };
  return queryOptions({
    ...operationQuery("ListTriggers", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: QUIET_MS,
  });
}

/** Triggers named of those that act on a cluster. */
const NAMED = 20;

/** How many failed within a day. */
export const failedTriggersQuery = operationQuery("ListTriggers", {
  query: { ...toTriggerLedgerQuery({ organization: "", image: "", state: "lately" }), limit: 1, offset: 0 },
});

/** Those that act on a cluster, of the images the person sees. */
export function clusterTriggersQuery(cluster: string) {
  return operationQuery("ListTriggers", { query: { cluster_id: cluster, limit: NAMED, offset: 0 } });
}

export type TriggerSettings = Body<"CreateTrigger">;

/** Resolves once the page shows it. Throws ApiError. */
export async function createTrigger(ref: ImageRef, body: TriggerSettings): Promise<void> {
  await call("CreateTrigger", { params: params(ref), body });
  await refresh("CreateTrigger");
}

/** Resolves once the page shows the change. Throws ApiError. */
export async function changeTrigger(ref: TriggerRef, body: TriggerSettings): Promise<void> {
  await call("ChangeTrigger", { params: triggerParams(ref), body });
  await refresh("ChangeTrigger");
}

/** Resolves once the page shows the change. Throws ApiError. */
export async function enableTrigger(ref: TriggerRef, enable: boolean): Promise<void> {
  await call("UpdateTrigger", { params: triggerParams(ref), body: { enable: enable ? "true" : "false" } });
  await refresh("UpdateTrigger");
}

/** Resolves once the page shows it no longer. Throws ApiError. */
export async function deleteTrigger(ref: TriggerRef): Promise<void> {
  await call("DeleteTrigger", { params: triggerParams(ref) });
  await refresh("DeleteTrigger");
}

/** One of many. Does not refresh what shows it: firingsRetried does, once for all. Throws ApiError. */
export async function retryFiring(ref: TriggerRef, id: number): Promise<void> {
  await call("RetryFiring", { params: { ...triggerParams(ref), firing_id: id } });
}

/** Resolves once the page shows what they do. */
export const firingsRetried = () => refresh("RetryFiring");

/** Resolves once the page shows it. Throws ApiError. */
export async function rollBackFiring(ref: TriggerRef, id: number): Promise<void> {
  await call("RollBackFiring", { params: { ...triggerParams(ref), firing_id: id } });
  await refresh("RollBackFiring");
}
