import { queryOptions } from "@tanstack/react-query";
import { operationQuery } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";

export const clusterListQuery = queryOptions({
  ...operationQuery("ListClusters", {}),
  select: ({ clusters }) => clusters,
});

/** What it answers changes by itself: asked anew with each form. */
const FRESH = { staleTime: 0, gcTime: 0, retry: false } as const;

export function clusterNamespacesQuery(ref: ImageRef, cluster: string) {
  return queryOptions({
    ...operationQuery("ListClusterNamespaces", { params: { ...params(ref), cluster_id: cluster } }),
    ...FRESH,
    enabled: cluster !== "",
  });
}

export function clusterWorkloadsQuery(ref: ImageRef, cluster: string, namespace: string) {
  return queryOptions({
    ...operationQuery("ListClusterWorkloads", {
      params: { ...params(ref), cluster_id: cluster },
      query: { cluster_ns: namespace },
    }),
    ...FRESH,
    enabled: cluster !== "" && namespace !== "",
  });
}
