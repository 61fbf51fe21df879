import { keepPreviousData, type QueryKey, queryOptions } from "@tanstack/react-query";
import type { ImageMarks } from "../../core/console-operations/image-marks.ts";
import { imageNameToUrl } from "../../core/names.ts";
import {
  IMAGE_ORDER_COLUMNS,
  type ImageOrderColumn,
  TAG_ORDER_COLUMNS,
  type TagOrderColumn,
} from "../../core/operations/facts.ts";
import type { OwnListedImage } from "../../core/operations/images.ts";
import type { Body } from "../../core/operations.ts";
import { isRefusedWith } from "../api/api-error.ts";
import { call, callPage, operationQuery, type Page, pageQuery, type ResponseOf } from "../api/client.ts";
import { queryClient } from "../api/query-client.ts";
import { type ListPlace, PAGE_SIZES, paging } from "./list-place.ts";
import { refresh } from "./refresh.ts";

export interface ImageRef {
  organization: string;
  image: string;
}

export const IMAGE_LIST = {
  columns: IMAGE_ORDER_COLUMNS,
  sort: { column: "updated_time", order: "desc" },
} as const;

export const TAG_LIST = {
  columns: TAG_ORDER_COLUMNS,
  sort: { column: "updated_at", order: "desc" },
  // Also a long page, for choosing hundreds of tags to delete.
  sizes: [...PAGE_SIZES, 500],
} as const;

export const params = ({ organization, image }: ImageRef) => ({ namespace: organization, repository: image });

export interface ImageFilters {
  name: string;
  organization: string;
  type: string;
  category: string;
  /** `mine`: only what the account shares with others, of whatever type and category. Empty: all. */
  shared: string;
}

/** As the address has them; empty where there is none. */
export function chosenFilters({ filter }: { filter: (name: string) => string }): ImageFilters {
  return {
    name: filter("name"),
    organization: filter("organization"),
    type: filter("type"),
    category: filter("category"),
    shared: filter("shared"),
  };
}

export function imageListQuery(place: ListPlace<ImageOrderColumn>, filters: ImageFilters) {
  return filters.shared === "mine" ? sharedByMeQuery(place, filters) : ownImagesQuery(place, filters);
}

function ownImagesQuery(place: ListPlace<ImageOrderColumn>, filters: ImageFilters) {
  const { type, category } = filters;
  const query = {
    ...paging(place),
    ...names(filters),
    category: category === "" ? undefined : category,
    is_public: type === "public" ? "true" : type === "private" ? "false" : undefined,
  } as const;
  return listOptions(["ListReposDetails", { query }], (signal) =>
    callPage("ListReposDetails", { query }, signal),
  );
}

/** The list of shared images has other names of columns, and cannot be sorted by type. */
function sharedByMeQuery({ sort, ...place }: ListPlace<ImageOrderColumn>, filters: ImageFilters) {
  const { column } = sort;
  const known = column === "updated_time" || column === "is_public" ? "updated_at" : column;
  const query = {
    ...paging({ ...place, sort: { ...sort, column: known } }),
    ...names(filters),
    center: "self",
  } as const;
  return listOptions(["ListSharedReposDetails", { query }], (signal) =>
    callPage("ListSharedReposDetails", { query }, signal),
  );
}

const names = ({ name, organization }: ImageFilters) => ({
  name: name === "" ? undefined : imageNameToUrl(name),
  namespace: organization === "" ? undefined : organization,
});

/** What both lists have in common. */
function listOptions(queryKey: QueryKey, fetch: (signal: AbortSignal) => Promise<Page<OwnListedImage>>) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => fetch(signal),
    placeholderData: keepPreviousData,
  });
}

/** The marks of a page's images, by id. Asked for once the rows are there, so that the rows do not wait for them. */
export function imageMarksQuery(images: readonly OwnListedImage[] | undefined) {
  const ids = images?.flatMap(({ id }) => id ?? []) ?? [];
  return queryOptions({
    ...operationQuery("ListImageMarks", { query: { ids: ids.join(",") } }),
    enabled: ids.length > 0,
    select: marksById,
    placeholderData: keepPreviousData,
  });
}

/** A function outside the query, so that the same answer gives the same map. */
function marksById({ images }: ResponseOf<"ListImageMarks">): ReadonlyMap<number, ImageMarks> {
  return new Map(images.map((marks) => [marks.id, marks]));
}

export function imageQuery(ref: ImageRef) {
  return operationQuery("ShowRepository", { params: params(ref) });
}

/** What the person may do with the image, by whatever grant. */
export function imageLevelQuery(ref: ImageRef) {
  return queryOptions({
    ...operationQuery("ShowUserRepositoryAuth", { params: params(ref) }),
    select: ({ self_auth }) => self_auth.auth,
  });
}

export function tagListQuery(ref: ImageRef, place: ListPlace<TagOrderColumn>, tag: string) {
  return queryOptions({
    ...pageQuery("ListRepositoryTags", {
      params: params(ref),
      query: { ...paging(place), tag: tag === "" ? undefined : tag },
    }),
    placeholderData: keepPreviousData,
  });
}

/** Newest tags that a condition is tried on while it is written. */
const TAGS_LOOKED_THROUGH = 1000;

export function newestTagsQuery(ref: ImageRef) {
  const query = { limit: TAGS_LOOKED_THROUGH, offset: 0, order_column: "updated_at", order_type: "desc" };
  return pageQuery("ListRepositoryTags", { params: params(ref), query: { ...query, order_type: "desc" } });
}

/** Fetches what the image's page shows first; called when somebody is about to open it. */
export function prefetchImage(ref: ImageRef): void {
  void queryClient.prefetchQuery(imageQuery(ref));
  void queryClient.prefetchQuery(
    tagListQuery(ref, { page: 1, size: PAGE_SIZES[0], sort: TAG_LIST.sort }, ""),
  );
}

/** Resolves once the page shows the image. Throws ApiError. */
export async function createImage(organization: string, body: Body<"CreateRepo">): Promise<void> {
  await call("CreateRepo", { params: { namespace: organization }, body });
  await refresh("CreateRepo");
}

/** Resolves once the page shows the change. What is not given stays as it is. Throws ApiError. */
export async function updateImage(ref: ImageRef, body: Body<"UpdateRepo">): Promise<void> {
  await call("UpdateRepo", { params: params(ref), body });
  await refresh("UpdateRepo");
}

/** Deletes the image with all its tags, and ends when lists on the page no longer show it. Throws ApiError. */
export async function deleteImage(ref: ImageRef): Promise<void> {
  await call("DeleteRepo", { params: params(ref) });
  await imagesDeleted();
}

/** One of many. Does not refresh what shows it: imagesDeleted does, once for all. Throws ApiError. */
export async function deleteOneOfMany(ref: ImageRef): Promise<void> {
  try {
    await call("DeleteRepo", { params: params(ref) });
  } catch (error) {
    // It is gone, as was asked for: deleted by somebody else, or by an earlier try whose answer was lost. The service
    // answers the same to somebody who lost the last right on it meanwhile.
    if (isRefusedWith(error, "imageNotFound")) return;
    throw error;
  }
}

/** Resolves once lists on the page no longer show the images. */
export const imagesDeleted = () => refresh("DeleteRepo");

/** For a push, which may make the image as well as the tag. */
export const imagePushed = () => refresh("CreateRepo", "CreateRepoTag");
