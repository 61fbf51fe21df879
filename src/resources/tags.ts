import { queryOptions } from "@tanstack/react-query";
import { TAG_DIGESTS_MAX } from "../../core/operations/facts.ts";
import { isRefusedWith } from "../api/api-error.ts";
import { call } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import { refresh } from "./refresh.ts";

/** All tags of each of these manifests, by digest. */
export function tagsOfDigestsQuery(ref: ImageRef, digests: readonly string[]) {
  const wanted = [...new Set(digests)].sort();
  return queryOptions({
    queryKey: ["ListRepositoryTag", { params: params(ref), wanted }],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string[]>();
      for (let at = 0; at < wanted.length; at += TAG_DIGESTS_MAX) {
        await collect(ref, wanted.slice(at, at + TAG_DIGESTS_MAX), names, signal);
      }
      return names;
    },
  });
}

const PAGE = 1000;

async function collect(
  ref: ImageRef,
  digests: string[],
  names: Map<string, string[]>,
  signal: AbortSignal,
): Promise<void> {
  let marker: string | undefined;
  do {
    const query = {
      digest: digests.join(","),
      limit: PAGE,
      marker,
      order_column: "tag",
      order_type: "asc" as const,
    };
    const page = await call("ListRepositoryTag", { params: params(ref), query }, signal);
    for (const { tag, digest } of page.tags) {
      const known = names.get(digest);
      if (known) known.push(tag);
      else names.set(digest, [tag]);
    }
    marker = page.nextMarker;
  } while (marker !== undefined);
}

/** Does not refresh what shows the tag: tagsDeleted does, once for many. Throws ApiError. */
export async function deleteTag(ref: ImageRef, tag: string): Promise<void> {
  try {
    await call("DeleteRepoTag", { params: { ...params(ref), tag } });
  } catch (error) {
    // It is gone, as was asked for: deleted by somebody else, or by an earlier try whose answer was lost.
    if (isRefusedWith(error, "tagNotFound")) return;
    throw error;
  }
}

/** Resolves once lists on the page no longer show the tags. */
export const tagsDeleted = () => refresh("DeleteRepoTag");
