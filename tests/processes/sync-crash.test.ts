/**
 * Two services in processes of their own: the one copies its pushes to the other and is killed meanwhile, again and again.
 * Afterwards every tag is there with its digest, as skopeo sees it. `CRASHES` says how often.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { connect, type Login, requestToken } from "../../e2e/support/api.ts";
import { ADMINISTRATOR, type Service, startService } from "../../e2e/support/service.ts";
import { digestOf, testBytes } from "../support/registry.ts";

const CRASHES = Math.ceil(Number(process.env.CRASHES ?? 20) / 8);
const TAGS_A_CRASH = 3;
const LAYER_BYTES = 4_000_000;
const DELAY_MS = 400;

const run = promisify(execFile);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(service: Service, method: string, path: string, body?: unknown): Promise<unknown> {
  const token = await requestToken(service, ADMINISTRATOR);
  const headers = { "X-Auth-Token": token, "Content-Type": "application/json" };
  const answer = await fetch(service.origin + path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json().catch(() => undefined);
}

async function accessKey(service: Service): Promise<{ access: string; secret: string }> {
  const { users } = (await ask(service, "GET", "/v3/users")) as { users: { id: string }[] };
  const credential = { user_id: users[0]?.id };
  const path = "/v3.0/OS-CREDENTIAL/credentials";
  return (
    (await ask(service, "POST", path, { credential })) as { credential: { access: string; secret: string } }
  ).credential;
}

async function push(
  { origin }: Service,
  { user, password }: Login,
  tag: string,
  seed: number,
): Promise<string> {
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
  const put = async (
    path: string,
    body: Uint8Array<ArrayBuffer> | string,
    type = "application/octet-stream",
  ) => {
    const method = path.includes("uploads") ? "POST" : "PUT";
    const answer = await fetch(`${origin}/v2/team/app/${path}`, {
      method,
      body,
      headers: { ...headers, "content-type": type },
    });
    expect(answer.status).toBe(201);
  };
  const [layer, config] = [testBytes(LAYER_BYTES, seed), new TextEncoder().encode(`{"seed":${seed}}`)];
  for (const bytes of [layer, config]) await put(`blobs/uploads/?digest=${digestOf(bytes)}`, bytes);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      digest: digestOf(config),
      size: config.length,
    },
    layers: [
      { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: digestOf(layer), size: layer.length },
    ],
  });
  await put(`manifests/${tag}`, manifest, "application/vnd.oci.image.manifest.v1+json");
  return digestOf(manifest);
}

async function skopeoDigest({ host }: Service, { user, password }: Login, tag: string): Promise<string> {
  const options = ["--tls-verify=false", "--creds", `${user}:${password}`, "--format", "{{.Digest}}"];
  const { stdout } = await run("skopeo", [
    "inspect",
    "--no-tags",
    ...options,
    `docker://${host}/team/app:${tag}`,
  ]);
  return stdout.trim();
}

test(`${CRASHES} kills while it copies: everything arrives`, {
  timeout: 120_000 + CRASHES * 30_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "swr-sync-"));
  const target = await startService();
  const key = await accessKey(target);
  await writeFile(join(folder, "sk"), key.secret);
  const region = { id: "dr", registry: target.origin, projectId: "local-1", accessKey: key.access };
  await writeFile(join(folder, "regions.yaml"), JSON.stringify([{ ...region, secretKeyFile: "sk" }]));
  const source = await startService({
    SWR_REGIONS_FILE: join(folder, "regions.yaml"),
    SWR_OUTBOUND_ALLOW: "",
  });
  try {
    const api = await connect(source);
    await api.createOrganization("team");
    await api.createImage("team", { repository: "app" });
    const there = await connect(target);
    await there.createOrganization("team");
    const rule = { remoteRegionId: "dr", remoteNamespace: "team", syncAuto: true };
    await ask(source, "POST", "/v2/manage/namespaces/team/repos/app/sync_repo", rule);
    const login = await api.createLogin();
    const pushed = new Map<string, string>();
    for (let crash = 0; crash < CRASHES; crash++) {
      for (let at = 0; at < TAGS_A_CRASH; at++) {
        const tag = `v${crash}-${at}`;
        pushed.set(tag, await push(source, login, tag, pushed.size + 1));
      }
      await pause(Math.random() * DELAY_MS);
      await source.kill();
      await source.start();
    }
    const path = "/v2/manage/namespaces/team/repos/app/sync_job?filter=limit::1000|offset::0";
    const left = async () => {
      const jobs = (await ask(source, "GET", path)) as { status: string }[];
      // What a killed copy had brought is found there by the next one.
      return jobs
        .filter(({ status }) => !["success", "existed"].includes(status))
        .map(({ status }) => status);
    };
    await expect.poll(left, { timeout: 60_000, interval: 500 }).toEqual([]);
    const jobs = (await ask(source, "GET", path)) as { tag: string }[];
    expect(jobs.map(({ tag }) => tag).sort()).toEqual([...pushed.keys()].sort());
    const reading = await there.createLogin();
    for (const [tag, digest] of pushed)
      expect([tag, await skopeoDigest(target, reading, tag)]).toEqual([tag, digest]);
  } finally {
    await source.dispose();
    await target.dispose();
    await rm(folder, { recursive: true });
  }
});
