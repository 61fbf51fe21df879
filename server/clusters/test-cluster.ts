/** Tests a cluster: whether it can be reached, who the service is there, and which rights of a trigger are missing. */
import { z } from "zod";
import type { ClusterFailure, ClusterRight } from "../../core/console-operations/clusters.ts";
import type { Context } from "../context.ts";
import type { Cluster } from "./cluster.ts";
import { askCluster, clusterFailure, readAs } from "./kubernetes.ts";

const RESOURCES = ["deployments", "statefulsets"] as const;
const VERBS = ["get", "list", "patch"] as const;

const versionSchema = z.object({ gitVersion: z.string().max(100) });
const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });
const whoSchema = z.object({ status: z.object({ userInfo: z.object({ username: z.string() }) }) });

interface Tested {
  failure?: ClusterFailure;
  version?: string;
  user?: string;
  rights: ClusterRight[];
}

/** Without a namespace the rights are asked for in all namespaces. */
export async function testCluster(
  context: Context,
  cluster: Cluster,
  namespace: string | undefined,
): Promise<Tested> {
  const tested: Tested = { rights: [] };
  try {
    const version = readAs(versionSchema, await askCluster(context, cluster, { path: "/version" }));
    tested.version = version.gitVersion;
    tested.user = await whoAmI(context, cluster);
    for (const resource of RESOURCES) {
      for (const verb of VERBS) {
        const attributes = { group: "apps", resource, verb, ...(namespace && { namespace }) };
        const review = await create(context, cluster, "authorization.k8s.io/v1", "SelfSubjectAccessReview", {
          resourceAttributes: attributes,
        });
        tested.rights.push({ resource, verb, allowed: readAs(reviewSchema, review).status.allowed });
      }
    }
  } catch (error) {
    const failure = clusterFailure(error);
    if (!failure) throw error;
    tested.failure = failure;
  }
  return tested;
}

/** Unknown to clusters before 1.28. */
async function whoAmI(context: Context, cluster: Cluster): Promise<string> {
  try {
    const review = await create(context, cluster, "authentication.k8s.io/v1", "SelfSubjectReview", undefined);
    return readAs(whoSchema, review).status.userInfo.username;
  } catch (error) {
    if (clusterFailure(error)?.reason === "not_found") return "";
    throw error;
  }
}

function create(context: Context, cluster: Cluster, apiVersion: string, kind: string, spec: unknown) {
  const body = { apiVersion, kind, ...(spec !== undefined && { spec }) };
  return askCluster(context, cluster, {
    method: "POST",
    path: `/apis/${apiVersion}/${kind.toLowerCase()}s`,
    body,
  });
}
