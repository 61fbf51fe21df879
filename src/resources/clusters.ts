import { queryOptions } from "@tanstack/react-query";
import { call, operationQuery, type ResponseOf } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";
import { refresh } from "./refresh.ts";

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
export type KubeconfigContext = ResponseOf<"ReadKubeconfig">["contexts"][number];

/** Asked for with credentials in it: nothing is kept once the form is left. */
export function kubeconfigQuery(kubeconfig: string) {
  return queryOptions({
    queryKey: ["ReadKubeconfig", { body: { kubeconfig } }],
    queryFn: async ({ signal }) => (await call("ReadKubeconfig", { body: { kubeconfig } }, signal)).contexts,
    enabled: kubeconfig !== "",
    gcTime: 0,
    retry: false,
  });
}

/** Resolves once the page shows them. Throws ApiError. */
export async function addClusters(kubeconfig: string, contexts: string[]): Promise<void> {
  await call("AddClusters", { body: { kubeconfig, contexts } });
  await refresh("AddClusters");
}

/** Resolves once the page shows it no longer. Throws ApiError. */
export async function deleteCluster(id: string): Promise<void> {
  await call("DeleteCluster", { params: { cluster_id: id } });
  await refresh("DeleteCluster");
}

export type ClusterTest = ResponseOf<"TestCluster">;

/** In a namespace, or everywhere. Throws ApiError. */
export async function testCluster(id: string, namespace: string): Promise<ClusterTest> {
  const body = namespace === "" ? {} : { namespace };
  return await call("TestCluster", { params: { cluster_id: id }, body });
}
