/**
 * The part of the cluster service's API (CCE) that clients of triggers need: Terraform looks up a trigger's
 * `cluster_name` in its lists of clusters. The paths begin as the console's do, but take tokens and signatures only.
 */
import { Hono } from "hono";
import type { ClusterEntry } from "../../core/console-operations/clusters.ts";
import { SwrError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import { requireOwnProject } from "../statistics/own-project.ts";
import { listClusters } from "./service.ts";

export const CCE_PATHS = "/api/v3/projects/*";

export function cceRoutes(): App {
  const routes = new Hono<AppEnv>();
  routes.get("/api/v3/projects/:project/clusters", async (c) => {
    requireOwnProject(c.get("context"), c.req.param("project"));
    const clusters = await listClusters(c.get("context"));
    return c.json({ kind: "Cluster", apiVersion: "v3", items: clusters.map(present) });
  });
  routes.get("/api/v3/projects/:project/clusters/:cluster", async (c) => {
    requireOwnProject(c.get("context"), c.req.param("project"));
    const clusters = await listClusters(c.get("context"));
    const found = clusters.find(({ id }) => id === c.req.param("cluster"));
    if (!found) throw new SwrError("clusterNotFound", c.req.param("cluster"));
    return c.json(present(found));
  });
  return routes;
}

function present({ id, name, server, created_at }: ClusterEntry) {
  return {
    kind: "Cluster",
    apiVersion: "v3",
    metadata: { uid: id, name, ...(created_at !== undefined && { creationTimestamp: created_at }) },
    // Whether it answers is not asked here.
    status: {
      phase: "Available",
      endpoints: server === undefined ? [] : [{ url: server, type: "External" }],
    },
  };
}
