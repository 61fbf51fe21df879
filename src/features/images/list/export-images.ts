/** All matching images as CSV, fetched page by page. */
import { imageNameToUrl } from "../../../../core/names.ts";
import type { V3ListedImage } from "../../../../core/operations/images.ts";
import { call } from "../../../api/client.ts";
import type { ExportOptions } from "../../../components/ExportDialog.tsx";
import { CSV_START, csvLine } from "../../../lib/csv.ts";
import type { ImageFilters } from "../../../resources/images.ts";

/** As many as the wire gives at once. */
const PAGE = 1000;

const COLUMNS = [
  "organization",
  "image",
  "type",
  "category",
  "tags",
  "size_bytes",
  "pulls",
  "created",
  "updated",
  "description",
];

/**
 * The file's parts, for a Blob. It reads v3's list by markers, so that an image pushed or deleted meanwhile neither
 * repeats nor hides another. Throws ApiError, and what the signal aborts with.
 */
export async function exportImages(
  filters: ImageFilters,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  const parts = [CSV_START, csvLine(COLUMNS)];
  let marker: number | undefined;
  let count = 0;
  do {
    const page = await fetchPage(filters, marker, signal);
    parts.push(page.repos.map(toLine).join(""));
    count += page.repos.length;
    onProgress(count);
    marker = page.nextMarker;
  } while (marker !== undefined);
  return parts;
}

function fetchPage(filters: ImageFilters, marker: number | undefined, signal: AbortSignal) {
  const { name, namespace, ...rest } = toQuery(filters);
  const page = { name, namespace, limit: PAGE, marker };
  return filters.shared === "mine"
    ? call("ListSharedRepoDetails", { query: { ...page, shared_by: "self" } }, signal)
    : call("ListRepoDetails", { query: { ...page, ...rest } }, signal);
}

function toQuery({ name, organization, type, category }: ImageFilters) {
  return {
    name: name === "" ? undefined : imageNameToUrl(name),
    namespace: organization === "" ? undefined : organization,
    category: category === "" ? undefined : category,
    is_public: type === "" ? undefined : type === "public",
  };
}

function toLine(image: V3ListedImage): string {
  return csvLine([
    image.namespace_name,
    image.name,
    image.is_public ? "public" : "private",
    image.category,
    image.num_images,
    image.size,
    image.num_download,
    image.created_at,
    image.updated_at,
    image.description ?? "",
  ]);
}
