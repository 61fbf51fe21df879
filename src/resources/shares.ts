import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { imageNameToUrl } from "../../core/names.ts";
import type { Body } from "../../core/operations.ts";
import { SHARE_STATES } from "../../core/shares.ts";
import { isRefusedWith } from "../api/api-error.ts";
import { call, operationQuery, pageQuery, type ResponseOf } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import { type ListPlace, paging } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** One share: an image and the name of the account it is shared with. */
export interface ShareRef extends ImageRef {
  account: string;
}

/** Days ahead for which ending shares are warned of. */
export const ENDS_SOON_DAYS = 7;

/** `deadline` as in core/shares.ts. A description that is not given stays as it is. */
export type ShareTerms = Omit<Body<"UpdateRepoDomains">, "permit">;

/** The accounts an image is shared with; only for who may share it. */
export function imageSharesQuery(ref: ImageRef) {
  return operationQuery("ListRepoDomains", { params: params(ref) });
}

/** The lists of shared images say `updated_at` where that of one's own says `updated_time`. */
const SHARED_IMAGE_COLUMNS = ["updated_at", "name", "tag_count", "domain_name"] as const;

export const SHARED_IMAGE_LIST = {
  columns: SHARED_IMAGE_COLUMNS,
  sort: { column: "updated_at", order: "desc" },
} as const;

interface SharedImageFilters {
  name: string;
  /** `true` or `false`: whether the share counts. Empty: all. */
  status: string;
}

/** What other accounts share with this one. */
export function sharedImageListQuery(
  place: ListPlace<(typeof SHARED_IMAGE_COLUMNS)[number]>,
  { name, status }: SharedImageFilters,
) {
  return queryOptions({
    ...pageQuery("ListSharedReposDetails", {
      query: {
        ...paging(place),
        center: "thirdparty",
        name: name === "" ? undefined : imageNameToUrl(name),
        status: status === "true" || status === "false" ? status : undefined,
      },
    }),
    placeholderData: keepPreviousData,
  });
}

/** The share by which the account sees another's image; null where there is none, as of a public image. */
export function shareWithMeQuery({ organization, image }: ImageRef) {
  const query = {
    direction: "in",
    namespace: organization,
    repository: image,
    limit: 1000,
    offset: 0,
  } as const;
  return queryOptions({
    ...operationQuery("ListShares", { query }),
    select: ({ shares }) => shares.find(({ repository }) => repository === image) ?? null,
  });
}

export type Share = ResponseOf<"ListShares">["shares"][number];

export const shareRef = ({ namespace, repository, account }: Share): ShareRef => ({
  organization: namespace,
  image: repository,
  account,
});

export const LEDGER = { columns: ["ends_at"], sort: { column: "ends_at", order: "asc" } } as const;

/** Empty where there is none; `state` is one of core/shares.ts, or `soon`. */
export interface LedgerFilters {
  /** Shares of own images with others, or of others' images with this account. */
  direction: "out" | "in";
  organization: string;
  image: string;
  account: string;
  state: string;
}

/** As the address has them. */
export function ledgerFilters({ filter }: { filter: (name: string) => string }): LedgerFilters {
  return {
    direction: filter("direction") === "in" ? "in" : "out",
    organization: filter("organization"),
    image: filter("image"),
    account: filter("account"),
    state: filter("state"),
  };
}

export function toLedgerQuery({ direction, organization, image, account, state }: LedgerFilters) {
  return {
    direction,
    // Own organizations are chosen from a list, of others' a part of the name is typed.
    namespace: organization === "" || direction === "in" ? undefined : organization,
    namespace_contains: organization === "" || direction === "out" ? undefined : organization,
    repository: image === "" ? undefined : image,
    account: account === "" ? undefined : account,
    state: SHARE_STATES.find((known) => known === state),
    ends_within_days: state === "soon" ? ENDS_SOON_DAYS : undefined,
  };
}

export function ledgerQuery({ page, size, sort }: ListPlace<"ends_at">, filters: LedgerFilters) {
  const place = { limit: size, offset: (page - 1) * size, order_type: sort.order };
  return queryOptions({
    ...operationQuery("ListShares", { query: { ...toLedgerQuery(filters), ...place } }),
    placeholderData: keepPreviousData,
  });
}

/** How many end soon. */
export function endingSharesQuery(direction: "out" | "in") {
  return operationQuery("ListShares", {
    query: { direction, ends_within_days: ENDS_SOON_DAYS, limit: 1, offset: 0 },
  });
}

const domainParams = (ref: ShareRef) => ({ ...params(ref), access_domain: ref.account });

/** One of many. Does not refresh what shows it: sharesMade does, once for all. Throws ApiError. */
export async function shareImage(ref: ShareRef, terms: ShareTerms): Promise<void> {
  const body = { ...terms, permit: "read", access_domain: ref.account } as const;
  await call("CreateRepoDomains", { params: params(ref), body });
}

/** One of many, as above. Throws ApiError. */
export async function changeShare(ref: ShareRef, terms: ShareTerms): Promise<void> {
  await call("UpdateRepoDomains", { params: domainParams(ref), body: { ...terms, permit: "read" } });
}

/** One of many, as above. Throws ApiError. */
export async function revokeShare(ref: ShareRef): Promise<void> {
  try {
    await call("DeleteRepoDomains", { params: domainParams(ref) });
  } catch (error) {
    // It is gone, as was asked for: revoked by somebody else, or by an earlier try whose answer was lost.
    if (isRefusedWith(error, "permissionNotFound")) return;
    throw error;
  }
}

/** Resolve once the page shows the change. */
export const sharesMade = () => refresh("CreateRepoDomains");
export const sharesChanged = () => refresh("UpdateRepoDomains");
export const sharesRevoked = () => refresh("DeleteRepoDomains");
