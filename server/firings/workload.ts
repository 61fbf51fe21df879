/** A Deployment or StatefulSet, as far as triggers read and change it. */
import { z } from "zod";
import type { Cluster } from "../clusters/cluster.ts";
import { askCluster, readAs } from "../clusters/kubernetes.ts";
import type { Deps } from "../deps.ts";

const containerSchema = z.object({
  name: z.string(),
  image: z.string().default(""),
  imagePullPolicy: z.string().optional(),
});

/** Fields that are 0 or empty are absent on the wire. */
export const workloadSchema = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.string().default(""),
    generation: z.number().default(0),
  }),
  spec: z.object({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    progressDeadlineSeconds: z.number().optional(),
    updateStrategy: z
      .object({
        type: z.string().optional(),
        rollingUpdate: z.object({ partition: z.number().default(0) }).nullish(),
      })
      .nullish(),
    ordinals: z.object({ start: z.number().default(0) }).nullish(),
    template: z.object({
      metadata: z.object({ annotations: z.record(z.string(), z.string()).nullish() }).nullish(),
      spec: z.object({
        containers: z.array(containerSchema),
        initContainers: z.array(containerSchema).nullish(),
      }),
    }),
  }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      currentRevision: z.string().default(""),
      updateRevision: z.string().default(""),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .nullish(),
    })
    .prefault({}),
});

export type Workload = z.infer<typeof workloadSchema>;
export type Container = z.infer<typeof containerSchema>;

export interface WorkloadRef {
  kind: "deployments" | "statefulsets";
  namespace: string;
  name: string;
}

export function workloadsPath({ kind, namespace }: Omit<WorkloadRef, "name">): string {
  return `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${kind}`;
}

export async function readWorkload(
  deps: Pick<Deps, "outbound">,
  cluster: Cluster,
  ref: WorkloadRef,
  more: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<Workload> {
  const path = `${workloadsPath(ref)}/${encodeURIComponent(ref.name)}`;
  return readAs(workloadSchema, await askCluster(deps, cluster, { path, ...more }));
}

/**
 * A strategic merge patch: containers are matched by name and keep their other fields. If somebody else changed the
 * workload meanwhile, the answer is 409.
 */
export async function patchWorkload(
  deps: Pick<Deps, "outbound">,
  cluster: Cluster,
  ref: WorkloadRef,
  patch: object,
  signal: AbortSignal,
): Promise<Workload> {
  const answer = await askCluster(deps, cluster, {
    method: "PATCH",
    path: `${workloadsPath(ref)}/${encodeURIComponent(ref.name)}`,
    query: { fieldManager: "swr-console" },
    contentType: "application/strategic-merge-patch+json",
    body: patch,
    signal,
  });
  return readAs(workloadSchema, answer);
}

/** Init containers first. */
export function containersOf({ spec }: Workload): (Container & { isInit: boolean })[] {
  const { initContainers, containers } = spec.template.spec;
  return [
    ...(initContainers ?? []).map((container) => ({ ...container, isInit: true })),
    ...containers.map((container) => ({ ...container, isInit: false })),
  ];
}
