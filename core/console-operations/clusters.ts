/** Clusters that triggers act on: added by administrators from a kubeconfig, or named by the operator. */
import { z } from "zod";
import { CLUSTERS_PER_ACCOUNT, KUBECONFIG_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";
import { imageParams } from "../operations/parameters.ts";
import { outboundFailures } from "../outbound-failures.ts";

/** Why a context of a kubeconfig cannot be a cluster. */
const contextProblemSchema = z.enum([
  /** It is longer than a cluster's may be; here it is cut. */
  "name",
  /** Its cluster or user is not in the file. */
  "incomplete",
  /** `server` is no http or https address. */
  "server",
  /** `insecure-skip-tls-verify`: the authority is given instead. */
  "insecure",
  "proxy",
  /** `exec` and `auth-provider` would run programs on the service's machine. */
  "plugin",
  "password",
  "impersonation",
  /** It names files, which only the operator's own may. */
  "files",
  /** A certificate, key or token is none. */
  "unreadable",
]);

export type ContextProblem = z.infer<typeof contextProblemSchema>;

const clusterSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `operator`: named in the operator's file, where alone it can be changed. */
  source: z.enum(["operator", "console"]),
  /** Shown to administrators. */
  server: z.string().optional(),
  creator_name: z.string().optional(),
  created_at: z.string().optional(),
});

export type ClusterEntry = z.infer<typeof clusterSchema>;

const kubeconfig = z.string().max(KUBECONFIG_MAX);
const clusterParams = z.object({ cluster_id: z.string() });
const targetParams = imageParams.extend({ cluster_id: z.string() });

/** What keeps a cluster from doing what it is asked. */
export const clusterFailureReasons = [
  ...outboundFailures,
  /** What answers is no Kubernetes. */
  "not_kubernetes",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "invalid",
  "server",
] as const;

/** For people to act on. */
const failureSchema = z.object({
  reason: z.enum(clusterFailureReasons),
  /** In the words of the cluster, or of what stood in the way. */
  detail: z.string(),
});

export type ClusterFailure = z.infer<typeof failureSchema>;

const rightSchema = z.object({
  resource: z.enum(["deployments", "statefulsets"]),
  verb: z.enum(["get", "list", "patch"]),
  allowed: z.boolean(),
});

export type ClusterRight = z.infer<typeof rightSchema>;

const workloadSchema = z.object({
  kind: z.enum(["deployments", "statefulsets"]),
  name: z.string(),
  containers: z.array(
    z.object({
      name: z.string(),
      image: z.string(),
      is_init: z.boolean(),
      /** It runs this image, of whichever tag. */
      uses_image: z.boolean(),
    }),
  ),
});

export type ClusterWorkload = z.infer<typeof workloadSchema>;

export const clusterOperations = {
  ListClusters: operation({
    group: "Console",
    summary: "List the clusters triggers can act on",
    method: "GET",
    path: "/api/clusters",
    response: z.object({ clusters: z.array(clusterSchema) }),
    success: 200,
  }),
  ReadKubeconfig: operation({
    group: "Console",
    summary: "Show which contexts of a kubeconfig can be clusters",
    method: "POST",
    path: "/api/kubeconfig",
    body: z.object({ kubeconfig }),
    response: z.object({
      contexts: z.array(
        z.object({
          name: z.string(),
          server: z.string().optional(),
          problem: contextProblemSchema.optional(),
        }),
      ),
    }),
    success: 200,
  }),
  /** All of those named, or none. */
  AddClusters: operation({
    group: "Console",
    summary: "Add contexts of a kubeconfig as clusters",
    method: "POST",
    path: "/api/clusters",
    body: z.object({
      kubeconfig,
      contexts: z.array(z.string()).min(1).max(CLUSTERS_PER_ACCOUNT),
    }),
    response: z.object({ clusters: z.array(clusterSchema) }),
    success: 201,
  }),
  DeleteCluster: operation({
    group: "Console",
    summary: "Forget a cluster and its credentials",
    method: "DELETE",
    path: "/api/clusters/{cluster_id}",
    params: clusterParams,
    success: 204,
  }),
  /** Says who the service is there and what of the rights a trigger takes is missing, everywhere or in a namespace. */
  TestCluster: operation({
    group: "Console",
    summary: "Test the connection to a cluster, and the rights there",
    method: "POST",
    path: "/api/clusters/{cluster_id}/test",
    params: clusterParams,
    body: z.object({ namespace: z.string().max(63).optional() }),
    response: z.object({
      failure: failureSchema.optional(),
      version: z.string().optional(),
      user: z.string().optional(),
      rights: z.array(rightSchema),
    }),
    success: 200,
  }),
  ListClusterNamespaces: operation({
    group: "Console",
    summary: "List the namespaces of a cluster for an image's trigger",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/clusters/{cluster_id}/namespaces",
    params: targetParams,
    response: z.object({ namespaces: z.array(z.string()), failure: failureSchema.optional() }),
    success: 200,
  }),
  /** Those that use the image come first. */
  ListClusterWorkloads: operation({
    group: "Console",
    summary: "List the workloads of a cluster's namespace for an image's trigger",
    method: "GET",
    path: "/api/images/{namespace}/{repository}/clusters/{cluster_id}/workloads",
    params: targetParams,
    query: z.object({ cluster_ns: z.string().min(1).max(63) }),
    response: z.object({ workloads: z.array(workloadSchema), failure: failureSchema.optional() }),
    success: 200,
  }),
};
