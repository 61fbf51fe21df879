/** Backup during pushes, restore into a new folder, pull bit for bit: with real processes. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DigestAlgorithm, digestAlgorithm } from "../../core/digest.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { connect, type Login } from "../../e2e/support/api.ts";
import { run } from "../../e2e/support/run.ts";
import { type Service, startService } from "../../e2e/support/service.ts";
import { layerLinkPath } from "../../server/content/layout.ts";

const root = join(import.meta.dirname, "../..");

const FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.v1.tar";

let service: Service;
let folder: string;
let login: Login;
let organization: string;

beforeAll(async () => {
  service = await startService();
  folder = await mkdtemp(join(tmpdir(), "swr-backup-"));
  const api = await connect(service);
  organization = await api.createOrganization();
  login = await api.createLogin();
}, 60_000);
afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true });
});

const command = (name: string, dataDir: string, ...args: string[]) =>
  run(process.execPath, [join(root, `scripts/${name}.ts`), ...args], { SWR_DATA_DIR: dataDir });

const digestOf = (bytes: Uint8Array, algorithm: DigestAlgorithm = "sha256") =>
  `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;

function call(path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Basic ${btoa(`${login.user}:${login.password}`)}`;
  const headers = { authorization, ...init.headers };
  return fetch(`${service.origin}/v2/${organization}/${path}`, { ...init, headers });
}

async function mustBe(status: number, answer: Promise<Response>): Promise<void> {
  const response = await answer;
  const text = await response.text();
  expect([response.status, text]).toEqual([status, text]);
}

async function pushBlob(name: string, mediaType: string, content: string, algorithm?: DigestAlgorithm) {
  const body = new TextEncoder().encode(content);
  const digest = digestOf(body, algorithm);
  await mustBe(201, call(`${name}/blobs/uploads/?digest=${digest}`, { method: "POST", body }));
  return { mediaType, digest, size: body.byteLength };
}

async function pushImage(name: string, tag: string, text: string, foreign: object[] = []): Promise<void> {
  const config = await pushBlob(name, MEDIA_TYPE.ociConfig, JSON.stringify({ text }), "sha512");
  const layers = [await pushBlob(name, MEDIA_TYPE.ociLayer, text.repeat(1000)), ...foreign];
  const body = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers });
  const headers = { "content-type": MEDIA_TYPE.ociManifest };
  await mustBe(201, call(`${name}/manifests/${tag}`, { method: "PUT", body, headers }));
}

/** Pulls every tag with all it names; answers the tags. */
async function pullAll(name: string): Promise<string[]> {
  const { tags } = (await (await call(`${name}/tags/list`)).json()) as { tags: string[] };
  for (const tag of tags) {
    const manifest = await call(`${name}/manifests/${tag}`);
    const bytes = new Uint8Array(await manifest.arrayBuffer());
    expect(digestOf(bytes)).toBe(manifest.headers.get("docker-content-digest"));
    const { config, layers } = JSON.parse(new TextDecoder().decode(bytes));
    for (const { digest } of [config, ...layers]) {
      const blob = await call(`${name}/blobs/${digest}`);
      expect(digestOf(new Uint8Array(await blob.arrayBuffer()), digestAlgorithm(digest))).toBe(digest);
    }
  }
  return tags;
}

test("a backup made during pushes holds every image whole", { timeout: 120_000 }, async () => {
  await pushImage("before", "v1", "before");
  const target = join(folder, "copy");
  let pushed = 0;
  let ended = false;
  const pushing = (async () => {
    for (; !ended; pushed++) {
      await pushImage("during", `v${pushed}`, `during-${pushed}`);
      // What goes while it is copied must not hold the backup up.
      if (pushed % 3 === 2) await mustBe(202, call(`during/manifests/v${pushed - 1}`, { method: "DELETE" }));
    }
  })();
  await expect.poll(() => pushed, { timeout: 60_000 }).toBeGreaterThan(3);
  const backup = await command("backup", service.dataDir, target).finally(() => {
    ended = true;
  });
  await pushing;
  expect(backup).toEqual({ code: 0, output: `Backed up to ${target}.\n` });
  await pushImage("after", "v1", "after");

  expect(await command("backup", service.dataDir, target)).toMatchObject({
    code: 1,
    output: `swr-console: ${target} is not empty: back up into a new folder\n`,
  });
  expect(await command("restore", service.dataDir, target)).toMatchObject({
    code: 1,
    output: "swr-console: SWR_DATA_DIR is not empty: restore into a new folder\n",
  });
  expect(await command("restore", join(folder, "new"), folder)).toMatchObject({ code: 1 });

  await service.kill();
  await rm(service.dataDir, { recursive: true });
  expect(await command("restore", service.dataDir, target)).toMatchObject({ code: 0 });
  await service.start();
  expect(await pullAll("before")).toEqual(["v1"]);
  expect((await pullAll("during")).length).toBeGreaterThan(0);
  expect((await call("after/tags/list")).status).toBe(404);
  await pushImage("before", "v2", "goes on");
  expect(await pullAll("before")).toEqual(["v1", "v2"]);
});

test("a restored store shows nobody what their image only names", { timeout: 120_000 }, async () => {
  const { digest, size } = await pushBlob("secret", MEDIA_TYPE.ociLayer, "secret ".repeat(1000));
  const urls = ["https://example.com/layer"];
  await pushImage("curious", "v1", "curious", [{ mediaType: FOREIGN_LAYER, digest, size, urls }]);
  const target = join(folder, "hostile");
  expect(await command("backup", service.dataDir, target)).toEqual({
    code: 0,
    output: `Backed up to ${target}.\n`,
  });
  // Nor what somebody added to the backup.
  const planted = join(target, "registry", layerLinkPath(`${organization}/planted`, digest));
  await mkdir(dirname(planted), { recursive: true });
  await writeFile(planted, digest);
  await service.kill();
  await rm(service.dataDir, { recursive: true });
  expect(await command("restore", service.dataDir, target)).toMatchObject({ code: 0 });
  await service.start();
  for (const name of ["curious", "planted"]) expect((await call(`${name}/blobs/${digest}`)).status).toBe(404);
  expect((await call(`secret/blobs/${digest}`)).status).toBe(200);
  expect(await command("verify", service.dataDir)).toMatchObject({ code: 0 });
});
