/**
 * `kill -9` while jobs run: afterwards every push has fired its trigger and told its webhook, once in effect, and has come
 * to the other region. `CRASHES` says how often: .ci/run 200 times.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { connect, requestToken } from "../../e2e/support/api.ts";
import { serveCluster } from "../../e2e/support/kubernetes.ts";
import { ADMINISTRATOR, type Service, startService } from "../../e2e/support/service.ts";
import { makeWebhook } from "../../e2e/support/webhooks.ts";
import { createFakeKubernetes, kubeconfigFor } from "../../mocks/kubernetes.ts";
import { DATABASE_FILE } from "../../server/node/data-folder.ts";
import { digestOf } from "../support/registry.ts";
import { trigger } from "../support/trigger-body.ts";

const CRASHES = Number(process.env.CRASHES ?? 10);
/** From a start to the crash, in milliseconds, at most: jobs are looked for at once, and every second. */
const WORK_MS = 1_200;
const SETTLE_MS = 120_000;
/** Of so many pushes one brings a layer that is new. */
const NEW_LAYER_EVERY = 5;
const LAYER_BYTES = 300_000;

const IMAGE = "/v2/manage/namespaces/team/repos/web";
/** A roll-out of these Pods is complete once it is set. */
const DONE = { observedGeneration: 1e9, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };

const random = (below: number) => Math.floor(Math.random() * below);
const run = promisify(execFile);
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
  const target = await startService();
  const regions = await writeRegion(folder, target);
  const service = await startService({ SWR_KUBECONFIG: kubeconfig, SWR_REGIONS_FILE: regions });
  try {
    const push = await prepare(service, receiver.url);
    const acknowledged: string[] = [];
    let isKilled = false;
    let pushes = 0;
    async function work(): Promise<void> {
      while (!isKilled) {
        const tag = `v${++pushes}`;
        const status = await push(tag, pushes % NEW_LAYER_EVERY === 0).catch(() => undefined);
        if (status === 201) acknowledged.push(tag);
        else if (!isKilled) throw new Error(`push of ${tag}: ${status}`);
        await pause(random(100));
      }
    }
    for (let crash = 1; crash <= CRASHES; crash++) {
      const working = work();
      service.standBy();
      await pause(random(WORK_MS));
      isKilled = true;
      await service.kill();
      await working;
      await service.start();
      isKilled = false;
    }
    await expect.poll(() => countOpen(service), { timeout: SETTLE_MS, interval: 500 }).toBe(0);

    const tags = tagsIn(service);
    const states = "select distinct state as value from";
    expect(readAll(service, `${states} trigger_firings`)).toEqual(["success"]);
    // What a crash hides from the service right after it came there is found there by the next try.
    expect(readAll(service, `${states} sync_records where state <> 'existed'`)).toEqual(["success"]);
    const content = "select name || ' ' || digest as value from tags where name <> 'base' order by name";
    const there = readAll(target, content) as string[];
    expect(there).toEqual(readAll(service, content));
    const [tag = "", digest] = there.at(-1)?.split(" ") ?? [];
    expect(await digestAsSkopeoSees(target, tag)).toBe(digest);
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
    await target.dispose();
    await cluster.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  }
});

/** The target as a region of the operator's, `dr`. Answers the file. */
async function writeRegion(folder: string, target: Service): Promise<string> {
  const there = await connect(target);
  await there.createOrganization("team");
  const headers = { "X-Auth-Token": await requestToken(target, ADMINISTRATOR) };
  const { users } = (await (await fetch(`${target.origin}/v3/users`, { headers })).json()) as {
    users: { id: string }[];
  };
  const { access, secret } = await there.createAccessKey({ ...ADMINISTRATOR, id: users[0]?.id ?? "" });
  await writeFile(join(folder, "sk"), secret);
  const region = { id: "dr", registry: target.origin, projectId: "local-1", accessKey: access };
  const file = join(folder, "regions.yaml");
  await writeFile(file, JSON.stringify([{ ...region, secretKeyFile: "sk" }]));
  return file;
}

/**
 * An image with a trigger, a webhook and a copy elsewhere for every tag. Answers what pushes a tag: content that is there,
 * or a new layer.
 */
async function prepare(
  service: Service,
  url: string,
): Promise<(tag: string, isNew: boolean) => Promise<number>> {
  const api = await connect(service);
  await api.createOrganization("team");
  const { user, password } = await api.createLogin();
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;
  const put = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = "application/octet-stream",
  ) => {
    const headers = { authorization, "content-type": type };
    return (await fetch(`${service.origin}/v2/team/web${path}`, { method, headers, body })).status;
  };
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf("{}"), size: 2 };
  const pushNew = async (tag: string, layers: object[]) => {
    const mediaType = MEDIA_TYPE.ociManifest;
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers });
    return await put("PUT", `/manifests/${tag}`, manifest, mediaType);
  };
  expect(await put("POST", `/blobs/uploads/?digest=${config.digest}`, "{}")).toBe(201);
  expect(await pushNew("base", [])).toBe(201);
  const headers = { "X-Auth-Token": await requestToken(service, ADMINISTRATOR) };
  const post = (path: string, body: object) =>
    fetch(`${service.origin}${IMAGE}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const made = await post("triggers", trigger({ container: "app" }));
  expect(made.status).toBe(201);
  const rule = { remoteRegionId: "dr", remoteNamespace: "team", syncAuto: true };
  expect((await post("sync_repo", rule)).ok).toBe(true);
  await makeWebhook(service, { organization: "team", image: "web" }, { name: "ci", url });
  return async (tag, isNew) => {
    if (!isNew) return (await post("tags", { source_tag: "base", destination_tag: tag })).status;
    const layer = randomBytes(LAYER_BYTES);
    const digest = digestOf(layer);
    const uploaded = await put("POST", `/blobs/uploads/?digest=${digest}`, layer);
    if (uploaded !== 201) return uploaded;
    return await pushNew(tag, [{ mediaType: MEDIA_TYPE.ociLayer, digest, size: layer.length }]);
  };
}

/** As another client sees it there. */
async function digestAsSkopeoSees(target: Service, tag: string): Promise<string> {
  const { user, password } = await (await connect(target)).createLogin();
  const options = ["--no-tags", "--tls-verify=false", "--creds", `${user}:${password}`];
  const image = `docker://${target.host}/team/web:${tag}`;
  return (await run("skopeo", ["inspect", ...options, "--format", "{{.Digest}}", image])).stdout.trim();
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

/** Firings, deliveries and copies that have not ended. */
function countOpen(service: Service): number {
  const tables = ["trigger_firings", "webhook_deliveries", "sync_records"];
  return tables.flatMap((table) =>
    readAll(service, `select id as value from ${table} where ended_at is null`),
  ).length;
}

/** Those that were pushed, in their order. */
function tagsIn(service: Service): string[] {
  return readAll(service, "select name as value from tags where name <> 'base' order by id") as string[];
}
