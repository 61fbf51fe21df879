import { operationQuery, pageQuery } from "../api/client.ts";

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

export const gettingStartedQuery = operationQuery("ShowGettingStarted", {});
