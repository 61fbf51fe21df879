/** Clusters, from the wire to the service and back. */
import type { Handlers } from "../operations.ts";
import {
  addClusters,
  contextsOf,
  deleteCluster,
  listClusters,
  requireCluster,
  requireManager,
} from "./service.ts";
import { testCluster } from "./test-cluster.ts";

export const clusterHandlers = {
  async ListClusters(context) {
    return { value: { clusters: await listClusters(context) } };
  },
  async ReadKubeconfig(context, { body }) {
    const contexts = contextsOf(context, body.kubeconfig).map((found) =>
      "problem" in found ? found : { name: found.name, server: found.connection.server },
    );
    return { value: { contexts } };
  },
  async AddClusters(context, { body }) {
    return { value: { clusters: await addClusters(context, body.kubeconfig, body.contexts) } };
  },
  async DeleteCluster(context, { params }) {
    await deleteCluster(context, params.cluster_id);
    return { value: undefined };
  },
  async TestCluster(context, { params, body }) {
    requireManager(context);
    const cluster = await requireCluster(context, params.cluster_id);
    return { value: await testCluster(context, cluster, body.namespace) };
  },
} satisfies Handlers;
