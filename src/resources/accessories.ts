import { queryOptions } from "@tanstack/react-query";
import { call, operationQuery } from "../api/client.ts";
import type { TagRef } from "./content.ts";
import { params } from "./images.ts";

/** The most the wire gives at once; nobody has signed one image more often. */
export function accessoriesQuery({ tag, ...ref }: TagRef) {
  return operationQuery("ListRepoAccessories", { params: { ...params(ref), tag }, query: { limit: 100 } });
}

/** The tags that a signature covers, all of them: the wire gives ten at once. */
export function referencesQuery({ tag, ...ref }: TagRef) {
  const input = { params: { ...params(ref), tag } };
  return queryOptions({
    queryKey: ["ListReferences", input],
    queryFn: async ({ signal }) => {
      const names: string[] = [];
      let marker: string | undefined;
      do {
        const page = await call("ListReferences", { ...input, query: { limit: 10, marker } }, signal);
        names.push(...page.tags);
        marker = page.next_marker;
      } while (marker !== undefined);
      return names;
    },
  });
}
