/**
 * `kill -9` while jobs run: afterwards every push has fired its trigger and told its webhook, once in effect. `CRASHES`
 * says how often.
 */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { connect, requestToken } from "../../e2e/support/api.ts";
import { serveCluster } from "../../e2e/support/kubernetes.ts";
import { ADMINISTRATOR, type Service, startService } from "../../e2e/support/service.ts";
import { makeWebhook } from "../../e2e/support/webhooks.ts";
import { createFakeKubernetes, kubeconfigFor } from "../../mocks/kubernetes.ts";
import { DATABASE_FILE } from "../../server/node/data-folder.ts";
import { digestOf } from "../support/registry.ts";

const CRASHES = Math.ceil(Number(process.env.CRASHES ?? 40) / 8);
/** From a start to the crash, in milliseconds, at most: jobs are looked for every second. */
const WORK_MS = 2_500;
/** Of a job that a crash left behind, the lease, and then a retry. */
const SETTLE_MS = 120_000;

const IMAGE = "/v2/manage/namespaces/team/repos/web";
/** A roll-out of these Pods is complete once it is set. */
const DONE = { observedGeneration: 1e9, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };

const random = (below: number) => Math.floor(Math.random() * below);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`${CRASHES} crashes while jobs run, and each push counts once`, {
  timeout: 60_000 + SETTLE_MS + CRASHES * 15_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "swr-job-crash-"));
  const kubernetes = createFakeKubernetes();
  const workload = kubernetes.addWorkload("deployments", "web", [{ name: "app", image: "old" }], {
    status: DONE,
  });
  const cluster = await serveCluster(kubernetes.outbound);
  const receiver = await startReceiver();
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigFor(kubernetes.token, { server: cluster.server, name: "prod" }));
  const service = await startService({ SWR_KUBECONFIG: kubeconfig });
  try {
    const copy = await prepare(service, receiver.url);
    const acknowledged: string[] = [];
    let isKilled = false;
    let pushes = 0;
    async function work(): Promise<void> {
      while (!isKilled) {
        const tag = `v${++pushes}`;
        const status = await copy(tag).catch(() => undefined);
        if (status === 201) acknowledged.push(tag);
        else if (!isKilled) throw new Error(`push of ${tag}: ${status}`);
        await pause(random(150));
      }
    }
    for (let crash = 1; crash <= CRASHES; crash++) {
      const working = work();
      await pause(200 + random(WORK_MS));
      isKilled = true;
      await service.kill();
      await working;
      await service.start();
      isKilled = false;
    }
    await expect.poll(() => countOpen(service), { timeout: SETTLE_MS, interval: 500 }).toBe(0);

    const tags = tagsIn(service);
    expect(tags).toEqual(expect.arrayContaining(acknowledged));
    for (const tag of tags) expect([tag, receiver.ids.get(tag)?.size]).toEqual([tag, 1]);
    expect(receiver.ids.size).toBe(tags.length);
    // Each has one, though old ones are forgotten.
    expect(readAll(service, "select max(id) as value from trigger_firings")).toEqual([tags.length]);
    const set = kubernetes
      .patches()
      .map(({ body }) => /web:(v\d+)/.exec(JSON.stringify(body))?.[1])
      .filter((tag, at, all) => tag !== all[at - 1]);
    expect(new Set(set).size).toBe(set.length);
    expect(workload.spec.template.spec.containers[0]?.image).toBe(`${service.host}/team/web:${tags.at(-1)}`);
  } finally {
    await service.dispose();
    await cluster.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  }
});

/** An image with a trigger and a webhook for every tag. Answers what pushes its content under another tag. */
async function prepare(service: Service, url: string): Promise<(tag: string) => Promise<number>> {
  const api = await connect(service);
  await api.createOrganization("team");
  const { user, password } = await api.createLogin();
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;
  const put = async (method: string, path: string, body: string, type: string) => {
    const headers = { authorization, "content-type": type };
    const answer = await fetch(`${service.origin}/v2/team/web${path}`, { method, headers, body });
    expect([path, answer.status]).toEqual([path, 201]);
  };
  await put("POST", `/blobs/uploads/?digest=${digestOf("{}")}`, "{}", "application/octet-stream");
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf("{}"), size: 2 };
  const mediaType = MEDIA_TYPE.ociManifest;
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
  await put("PUT", "/manifests/base", manifest, mediaType);
  const headers = { "X-Auth-Token": await requestToken(service, ADMINISTRATOR) };
  const post = (path: string, body: object) =>
    fetch(`${service.origin}${IMAGE}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const trigger = await post("triggers", {
    name: "deploy",
    action: "update",
    app_type: "deployments",
    application: "web",
    cluster_id: "prod",
    cluster_ns: "team-a",
    container: "app",
    trigger_type: "all",
    condition: ".*",
    enable: "true",
  });
  expect(trigger.status).toBe(201);
  await makeWebhook(service, { organization: "team", image: "web" }, { name: "ci", url });
  return async (tag) => (await post("tags", { source_tag: "base", destination_tag: tag })).status;
}

/** Fails now and then, once an event. */
async function startReceiver() {
  const ids = new Map<string, Set<string>>();
  const http = createServer(async (request, response) => {
    const id = String(request.headers["webhook-id"]);
    const { subject } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { subject?: string };
    const isNew = subject !== undefined && !ids.get(subject)?.has(id);
    if (subject !== undefined) ids.set(subject, (ids.get(subject) ?? new Set()).add(id));
    response.writeHead(isNew && Math.random() < 0.1 ? 500 : 204).end();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    /** By tag. */
    ids,
    async close() {
      http.close().closeAllConnections();
      await once(http, "close");
    },
  };
}

function readAll({ dataDir }: Service, statement: string): unknown[] {
  const db = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true });
  try {
    return (db.prepare(statement).all() as { value: unknown }[]).map(({ value }) => value);
  } finally {
    db.close();
  }
}

/** Firings and deliveries that have not ended. */
function countOpen(service: Service): number {
  const tables = ["trigger_firings", "webhook_deliveries"];
  return tables.flatMap((table) =>
    readAll(service, `select id as value from ${table} where ended_at is null`),
  ).length;
}

/** Those that were pushed, in their order. */
function tagsIn(service: Service): string[] {
  return readAll(service, "select name as value from tags where name <> 'base' order by id") as string[];
}
