import { queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http.ts";
import type { OpenApi } from "./openapi.ts";

export const openApiQuery = queryOptions({
  queryKey: ["openapi"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await http.get<OpenApi>("/api/openapi.json", { signal })).data,
});
