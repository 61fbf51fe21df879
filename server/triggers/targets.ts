/** Namespaces and workloads of a cluster, for choosing a trigger's target; or why the cluster does not answer. */
import { z } from "zod";
import type { ClusterFailure, ClusterWorkload } from "../../core/console-operations/clusters.ts";
import type { Cluster } from "../clusters/cluster.ts";
import { clusterFailure, listAll } from "../clusters/kubernetes.ts";
import type { Context } from "../context.ts";
import { usesImage } from "../firings/plan.ts";
import { containersOf, workloadSchema, workloadsPath } from "../firings/workload.ts";

const KINDS = ["deployments", "statefulsets"] as const;

const namespaceSchema = z.object({ metadata: z.object({ name: z.string() }) });

type OrFailure<Value> = Value & { failure?: ClusterFailure };

export async function listNamespaces(
  context: Context,
  cluster: Cluster,
): Promise<OrFailure<{ namespaces: string[] }>> {
  return await orFailure({ namespaces: [] }, async () => {
    const found = await listAll(context, cluster, "/api/v1/namespaces", namespaceSchema);
    return { namespaces: found.map(({ metadata }) => metadata.name) };
  });
}

/** Workloads with a container of the image come first; otherwise by name. `repository`: `host/organization/image`. */
export async function listWorkloads(
  context: Context,
  cluster: Cluster,
  namespace: string,
  repository: string,
): Promise<OrFailure<{ workloads: ClusterWorkload[] }>> {
  return await orFailure({ workloads: [] }, async () => {
    const workloads: ClusterWorkload[] = [];
    for (const kind of KINDS) {
      const found = await listAll(context, cluster, workloadsPath({ kind, namespace }), workloadSchema);
      for (const workload of found) {
        const containers = containersOf(workload).map(({ name, image, isInit }) => ({
          name,
          image,
          is_init: isInit,
          uses_image: usesImage(image, repository),
        }));
        workloads.push({ kind, name: workload.metadata.name, containers });
      }
    }
    const rank = ({ containers }: ClusterWorkload) => (containers.some((it) => it.uses_image) ? 0 : 1);
    workloads.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    return { workloads };
  });
}

async function orFailure<Value extends object>(
  none: Value,
  ask: () => Promise<Value>,
): Promise<OrFailure<Value>> {
  try {
    const found: Value = await ask();
    return found;
  } catch (error) {
    const failure = clusterFailure(error);
    if (!failure) throw error;
    return { ...none, failure };
  }
}
