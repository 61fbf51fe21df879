import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { operationQuery } from "../api/client.ts";

/** Nothing is asked for an empty text. */
export function searchQuery(text: string) {
  return queryOptions({
    ...operationQuery("Search", { query: { q: text } }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
}
