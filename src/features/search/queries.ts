import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { SEARCH_PATH, type SearchResult } from "../../../core/search.ts";
import { http } from "../../api/http.ts";

/** Nothing is asked for an empty text. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ["search", text],
    queryFn: async ({ signal }) =>
      (await http.get<SearchResult>(SEARCH_PATH, { params: { q: text }, signal })).data,
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
}
