/** Pulls of a service that is at a thousand jobs, next to those of one that has nothing to do, asked in turn. */
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { type Blob, newBlob, pull, push } from "./blob.ts";
import { type Running, signIn, startService } from "./processes.ts";
import { seed } from "./seed.ts";
import { printTable, quantile, ratio } from "./table.ts";
import { takeTurns } from "./turns.ts";

/** Times the idle service's p95. */
const BAR = 1.2;
/** Each tag fires each trigger. */
const TRIGGERS = 20;
const TAGS = 50;
/** Of the cluster, which then asks for patience. */
const ANSWER_MS = 200;
/** Each has a rule. */
const IMAGES = 1000;
const BLOB_BYTES = 100_000;
const IMAGE = "/v2/manage/namespaces/bench/repos/blob";

export async function benchJobs(folder: string, { samples }: { samples: number }): Promise<void> {
  await benchTriggers(join(folder, "triggers"), samples);
  await benchRetention(join(folder, "retention"), samples);
}

/** No job ends, and each is tried again as often as it may. */
async function benchTriggers(folder: string, samples: number): Promise<void> {
  const cluster = await startCluster();
  await mkdir(folder);
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigOf(cluster.server));
  const sides = await startSides(folder, { SWR_KUBECONFIG: kubeconfig });
  try {
    await fireTriggers(sides.busy);
    const asked = cluster.asked();
    const rows = await measure(sides, samples);
    const jobs = read(folder, "select count(*) as count from jobs where kind = 'trigger'");
    print(`${jobs} jobs, of which ${cluster.asked() - asked} were tried meanwhile`, rows);
  } finally {
    await stop(sides);
    cluster.close();
  }
}

/** Each rule leaves one tag of its image. */
async function benchRetention(folder: string, samples: number): Promise<void> {
  await mkdir(folder);
  const sides = await startSides(folder);
  try {
    for (const side of ["idle", "busy"]) {
      seed(join(folder, side, "swr.db"), { organizations: 20, images: IMAGES, tags: 1 });
    }
    write(
      folder,
      `
      insert into tags (image_id, name, digest, created_at, updated_at)
        select image_id, name || '-' || number, digest, created_at, updated_at
        from tags, (with recursive n (number) as (select 1 union all select number + 1 from n where number < 9) select * from n);
      update images set tag_count = (select count(*) from tags where image_id = images.id);
      insert into retentions (image_id, template, amount, selectors, created_at, updated_at)
        select id, 'tag_rule', 1, '[]', created_at, created_at from images where id in (select image_id from tags);
      insert into jobs (kind, key, payload, run_at, asked, attempts)
        select 'retention', image_id, 'null', '', 1, 0 from retentions;
    `,
    );
    const rows = await measure(sides, samples);
    const left = read(folder, "select count(*) as count from jobs where kind = 'retention'");
    const deleted = read(folder, "select count(*) as count from retention_log");
    print(`the rules of ${IMAGES} images, ${deleted} tags deleted meanwhile and ${left} rules left`, rows);
  } finally {
    await stop(sides);
  }
}

interface Side {
  service: Running;
  blob: Blob;
}

type Sides = Record<"idle" | "busy", Side>;

async function startSides(folder: string, env: Record<string, string> = {}): Promise<Sides> {
  const start = async (name: string) => {
    await mkdir(join(folder, name));
    const service = await startService(join(folder, name), env);
    const blob = newBlob(BLOB_BYTES);
    await push(service, blob);
    return { service, blob };
  };
  return { idle: await start("idle"), busy: await start("busy") };
}

async function stop({ idle, busy }: Sides): Promise<void> {
  await Promise.all([idle, busy].map(({ service }) => service.stop()));
}

async function measure({ idle, busy }: Sides, samples: number): Promise<string[][]> {
  const contenders = [idle, busy].map(({ service, blob }) => ({ service, ask: () => pull(service, blob) }));
  const [before, after] = await takeTurns(contenders, samples);
  const row = (name: string, of: "times" | "cpu", share: number, bar?: number) => {
    const figures = [quantile(before?.[of] ?? [], share), quantile(after?.[of] ?? [], share)] as const;
    return [name, ...figures.map((figure) => figure.toFixed(1)), ratio(figures[1], figures[0], bar)];
  };
  return [row("p50", "times", 0.5), row("p95", "times", 0.95, BAR), row("p95, cpu", "cpu", 0.95)];
}

function print(load: string, rows: string[][]): void {
  const title = `Pulls of ${BLOB_BYTES / 1000} kB beside ${load}; milliseconds, cpu: the service's`;
  printTable(title, ["", "idle", "busy", ""], rows);
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

async function fireTriggers({ service: { origin, headers }, blob: { digest, bytes } }: Side): Promise<void> {
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

/** Of the tables of the busy one. */
function read(folder: string, statement: string): number {
  const db = new DatabaseSync(join(folder, "busy/swr.db"), { readOnly: true });
  const row = db.prepare(statement).get();
  db.close();
  return Number(row?.count);
}

function write(folder: string, statements: string): void {
  const db = new DatabaseSync(join(folder, "busy/swr.db"));
  db.exec(`pragma busy_timeout = 60000; begin; ${statements} commit`);
  db.close();
}
