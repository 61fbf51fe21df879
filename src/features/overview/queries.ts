import { queryOptions } from "@tanstack/react-query";
import { GETTING_STARTED_PATH, type GettingStarted } from "../../../core/getting-started.ts";
import { operationQuery, pageQuery } from "../../api/client.ts";
import { http } from "../../api/http.ts";

/** Others push and pull while the page is open. Milliseconds. */
export const REFRESH = 60_000;

/** Images shown as recent activity. */
export const RECENT = 8;

export const overviewQuery = operationQuery("ShowDomainOverview", {});

export function quotasQuery(projectId: string) {
  return operationQuery("ListQuotas", { params: { project_id: projectId } });
}

export function reportQuery(resource: "store" | "downflow") {
  return operationQuery("ShowDomainResourceReports", {
    params: { resource_type: resource, frequency: "daily" },
  });
}

export const recentQuery = pageQuery("ListReposDetails", {
  query: { limit: RECENT, offset: 0, order_column: "updated_time", order_type: "desc" },
});

export const gettingStartedQuery = queryOptions({
  queryKey: ["getting-started"],
  queryFn: async ({ signal }) => (await http.get<GettingStarted>(GETTING_STARTED_PATH, { signal })).data,
});
