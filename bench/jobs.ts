/** Pulls of a service with a thousand jobs in its queue, next to those of one with none, asked in turn. */
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { type Blob, newBlob, pull, push } from "./blob.ts";
import { type Running, signIn, startService } from "./processes.ts";
import { printTable, quantile, ratio } from "./table.ts";
import { takeTurns } from "./turns.ts";

/** Times the idle service's p95. */
const BAR = 1.2;
/** Each tag fires each trigger. */
const TRIGGERS = 20;
const TAGS = 50;
/** Of the cluster, which then asks for patience: no job ends, and each is tried again. */
const ANSWER_MS = 200;
const BLOB_BYTES = 100_000;
const IMAGE = "/v2/manage/namespaces/bench/repos/blob";

export async function benchJobs(folder: string, { samples }: { samples: number }): Promise<void> {
  const cluster = await startCluster();
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigOf(cluster.server));
  const sides: { service: Running; blob: Blob }[] = [];
  try {
    for (const name of ["idle", "busy"]) {
      await mkdir(join(folder, name));
      const service = await startService(join(folder, name), { SWR_KUBECONFIG: kubeconfig });
      const blob = newBlob(BLOB_BYTES);
      await push(service, blob);
      sides.push({ service, blob });
      if (name === "busy") await fillQueue(service, blob);
    }
    const asked = cluster.asked();
    const contenders = sides.map(({ service, blob }) => ({ service, ask: () => pull(service, blob) }));
    const [idle, busy] = (await takeTurns(contenders, samples)).map(({ times }) => times);
    const row = (name: string, share: number, bar?: number) => {
      const [before, after] = [quantile(idle ?? [], share), quantile(busy ?? [], share)];
      return [name, before.toFixed(1), after.toFixed(1), ratio(after, before, bar)];
    };
    const jobs = countJobs(join(folder, "busy"));
    const title = `Pulls of ${BLOB_BYTES / 1000} kB beside ${jobs} jobs, of which ${cluster.asked() - asked} were tried meanwhile; milliseconds`;
    printTable(title, ["", "idle", "busy", ""], [row("p50", 0.5), row("p95", 0.95, BAR)]);
  } finally {
    await Promise.all(sides.map(({ service }) => service.stop()));
    cluster.close();
  }
}

async function startCluster() {
  let asked = 0;
  const http = createServer((_, response) => {
    asked += 1;
    setTimeout(() => response.writeHead(503, { "Retry-After": "1" }).end("{}"), ANSWER_MS);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    server: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () => void http.close().closeAllConnections(),
  };
}

/** JSON is YAML. */
function kubeconfigOf(server: string): string {
  return JSON.stringify({
    clusters: [{ name: "bench", cluster: { server } }],
    users: [{ name: "bench", user: { token: "bench" } }],
    contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
  });
}

async function fillQueue({ origin, headers }: Running, { digest, bytes }: Blob): Promise<void> {
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest, size: bytes };
  const mediaType = MEDIA_TYPE.ociManifest;
  await send(
    `${origin}/v2/bench/blob/manifests/base`,
    "PUT",
    { ...headers, "content-type": mediaType },
    {
      schemaVersion: 2,
      mediaType,
      config,
      layers: [],
    },
  );
  const token = await signIn(origin, "admin");
  for (let at = 0; at < TRIGGERS; at++) {
    await send(`${origin}${IMAGE}/triggers`, "POST", token, {
      name: `trigger-${at}`,
      action: "update",
      app_type: "deployments",
      application: "web",
      cluster_id: "bench",
      cluster_ns: "default",
      trigger_type: "all",
      condition: ".*",
      enable: "true",
    });
  }
  for (let at = 0; at < TAGS; at++) {
    await send(`${origin}${IMAGE}/tags`, "POST", token, { source_tag: "base", destination_tag: `v${at}` });
  }
}

async function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: object,
): Promise<void> {
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}

function countJobs(folder: string): number {
  const db = new DatabaseSync(join(folder, "swr.db"), { readOnly: true });
  const row = db.prepare("select count(*) as jobs from jobs where kind = 'trigger'").get();
  db.close();
  return Number(row?.jobs);
}
