/** A whole data folder on a disk that is full, a real one: a small tmpfs. People go on pulling, sign in and make room. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Login } from "../../e2e/support/api.ts";
import { ADMINISTRATOR, type Service, startService } from "../../e2e/support/service.ts";
import { digestOf, testBytes } from "../support/registry.ts";

let folder: string;
let service: Service;
let isMounted = false;
let organization: string;
let login: Login;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-full-"));
  isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", folder]).status === 0;
  service = await startService({ SWR_DATA_DIR: folder });
  const api = await connect(service);
  organization = await api.createOrganization();
  login = await api.createLogin();
});
afterAll(async () => {
  await service.dispose();
  if (isMounted) execFileSync("umount", [folder]);
  await rm(folder, { recursive: true });
});

function registry(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Basic ${btoa(`${login.user}:${login.password}`)}`;
  return fetch(`${service.origin}/v2/${organization}/app/${path}`, {
    method,
    ...init,
    headers: { authorization, ...init.headers },
  });
}

async function push(tag: string): Promise<number> {
  const layer = testBytes(100_000, tag.length);
  const sent = [];
  for (const body of [new TextEncoder().encode("{}"), layer]) {
    const digest = digestOf(body);
    const answer = await registry("POST", `blobs/uploads/?digest=${digest}`, { body });
    if (answer.status !== 201) return answer.status;
    sent.push({ mediaType: "application/octet-stream", digest, size: body.byteLength });
  }
  const [config, ...layers] = sent;
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const body = JSON.stringify({ schemaVersion: 2, mediaType, config, layers });
  const headers = { "content-type": mediaType };
  return (await registry("PUT", `manifests/${tag}`, { body, headers })).status;
}

async function signIn(): Promise<number> {
  const headers = { Origin: service.origin };
  const body = JSON.stringify(ADMINISTRATOR);
  return (await fetch(`${service.origin}/api/session`, { method: "POST", headers, body })).status;
}

/** Takes all the room there is. */
const fill = (name: string) =>
  expect(writeFile(join(folder, name), new Uint8Array(64 * 1024 * 1024))).rejects.toThrow("ENOSPC");

const health = async () => (await fetch(`${service.origin}/healthz`)).status;

test("pulls, sign-ins and deletes go on; pushes and health say so, until there is room", async ({ skip }) => {
  skip(!isMounted, "mounting a tmpfs is not permitted here");
  expect([await push("a"), await push("bb"), await health()]).toEqual([201, 201, 200]);
  await fill("filler");

  expect([await health(), await push("ccc")]).toEqual([507, 507]);
  expect((await registry("GET", "manifests/a")).status).toBe(200);
  for (let round = 0; round < 20; round++) expect(await signIn()).toBe(200);
  expect((await registry("DELETE", "manifests/a")).status).toBe(202);
  const api = await connect(service);
  await api.createLogin();

  await rm(join(folder, "filler"));
  expect([await push("ccc"), await health()]).toEqual([201, 200]);
});

test.each(["SIGKILL", "SIGTERM"] as const)(
  "so they do where it is full as the service starts, after %s",
  async (signal) => {
    if (!isMounted) return;
    expect(await push(signal)).toBe(201);
    await fill("before");
    await service.kill(signal === "SIGTERM" ? signal : undefined);
    // What its end has freed.
    await fill("between");
    await service.start();
    expect(await signIn()).toBe(200);
    // And what the start has: it is the same disk.
    await fill("after");
    expect([await health(), await push("no-room")]).toEqual([507, 507]);
    expect([await signIn(), (await registry("DELETE", `manifests/${signal}`)).status]).toEqual([200, 202]);
    for (const name of ["before", "between", "after"]) await rm(join(folder, name));
    expect([await push("room"), await health()]).toEqual([201, 200]);
  },
);
