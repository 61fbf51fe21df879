import { queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http.ts";
import type { Language } from "../../i18n/languages.ts";
import { openApiAddress } from "../../paths.ts";
import type { OpenApi } from "./openapi.ts";

export function openApiQuery(language: Language) {
  return queryOptions({
    queryKey: ["openapi", language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await http.get<OpenApi>(openApiAddress(language), { signal })).data,
  });
}
