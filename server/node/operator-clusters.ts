/** The clusters of the operator's own kubeconfig (SWR_KUBECONFIG). It is read at the start, with the files it names. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Cluster } from "../clusters/cluster.ts";
import { type KubeContext, readKubeconfig } from "../clusters/kubeconfig.ts";
import type { Logger } from "../ports/logger.ts";
import { StartError } from "./start-error.ts";

/** A context is a cluster whose id and name are the context's. One that cannot be used is said in the log. */
export function readOperatorClusters(path: string | undefined, log: Logger): Cluster[] {
  if (path === undefined) return [];
  return readContexts(path).flatMap((context) => {
    const { name } = context;
    if ("connection" in context) {
      return [{ id: name, name, connection: context.connection, isOperators: true }];
    }
    log.info("a context of SWR_KUBECONFIG cannot be used", { context: name, problem: context.problem });
    return [];
  });
}

function readContexts(path: string): KubeContext[] {
  try {
    return readKubeconfig(readFileSync(path, "utf8"), (file) =>
      readFileSync(resolve(dirname(path), file), "utf8"),
    );
  } catch (error) {
    throw new StartError(`SWR_KUBECONFIG ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}
