/** The way out of docs/operations.md: CNCF distribution serves the same images from the same folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { mustRun } from "../../e2e/support/run.ts";
import { jobKinds } from "../../server/job-kinds.ts";
import { createJobRunner } from "../../server/jobs/runner.ts";
import { freePort } from "../support/free-port.ts";
import {
  digestOf,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  writeOciLayout,
} from "../support/registry.ts";

const MINUTE_MS = 60_000;

let registry: TestRegistry;
let folder: string;
let engine: ChildProcess;
let engineHost: string;

beforeAll(async () => {
  registry = await startTestRegistry();
  folder = await mkdtemp(join(tmpdir(), "swr-distribution-"));
  await writeOciLayout(join(folder, "image"));
  for (const image of ["team/app:v1", "team/app/nested:v2"]) await push(image);
  await pushSha512();
  // What the service's timer does each second. The links follow a push after a pause.
  const clock = () => new Date(registry.deps.clock().getTime() + MINUTE_MS);
  const jobs = createJobRunner({ ...registry.deps, clock }, jobKinds);
  await jobs.tick();
  await jobs.idle();
  await cp(registry.storageFolder, join(folder, "copy"), { recursive: true });
  engineHost = `127.0.0.1:${await freePort()}`;
  engine = await startEngine();
}, 60_000);

afterAll(async () => {
  const exit = once(engine, "exit");
  engine.kill();
  await exit;
  await registry.close();
  await rm(folder, { recursive: true });
});

async function push(image: string): Promise<void> {
  const { user, password } = registry.logins.admin;
  const options = ["--dest-tls-verify=false", "--preserve-digests", "--dest-creds", `${user}:${password}`];
  const target = `docker://${new URL(registry.origin).host}/${image}`;
  await mustRun("skopeo", "--insecure-policy", "copy", ...options, `oci:${folder}/image`, target);
}

/** Content, and a manifest of its own digest that names it. */
const sha512 = (content: string) => `sha512:${createHash("sha512").update(content).digest("hex")}`;
const LAYER = "a layer";
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: MEDIA_TYPE.ociManifest,
  config: { mediaType: MEDIA_TYPE.ociConfig, digest: sha512("{}"), size: 2 },
  layers: [{ mediaType: MEDIA_TYPE.ociLayer, digest: sha512(LAYER), size: LAYER.length }],
});

async function pushSha512(): Promise<void> {
  for (const body of ["{}", LAYER]) {
    const path = `/v2/team/sha512/blobs/uploads/?digest=${sha512(body)}`;
    expect((await registry.call("POST", path, { body })).status).toBe(201);
  }
  for (const reference of ["v1", sha512(MANIFEST)])
    expect((await putManifest(registry, "team/sha512", reference, MANIFEST)).status).toBe(201);
}

async function startEngine(): Promise<ChildProcess> {
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: join(folder, "copy") } },
    http: { addr: engineHost },
  };
  // JSON is YAML.
  await writeFile(join(folder, "config.yml"), JSON.stringify(config));
  const child = spawn("docker-registry", ["serve", join(folder, "config.yml")], { stdio: "ignore" });
  const answers = () =>
    fetch(`http://${engineHost}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`);
    await setTimeout(50);
  }
  return child;
}

test.each(["team/app:v1", "team/app/nested:v2"])("%s is the same image there", async (image) => {
  const pulled = join(folder, image.replaceAll(/[/:]/g, "-"));
  const source = `docker://${engineHost}/${image}`;
  await mustRun("skopeo", "--insecure-policy", "copy", "--src-tls-verify=false", source, `dir:${pulled}`);
  const manifest = await readFile(join(pulled, "manifest.json"));
  const [name = "", tag] = image.split(":");
  const ours = await registry.call("HEAD", `/v2/${name}/manifests/${tag}`);
  expect(digestOf(manifest)).toBe(ours.headers.get("docker-content-digest"));
  const { config, layers } = JSON.parse(manifest.toString());
  for (const { digest } of [config, ...layers]) {
    expect(digestOf(await readFile(join(pulled, digest.slice("sha256:".length))))).toBe(digest);
  }
});

test("what has a sha512 digest is served there, too", async () => {
  const read = async (path: string) => {
    const answer = await fetch(`http://${engineHost}/v2/team/sha512/${path}`, {
      headers: { accept: MEDIA_TYPE.ociManifest },
    });
    return [answer.status, await answer.text()];
  };
  expect(await read(`blobs/${sha512(LAYER)}`)).toEqual([200, LAYER]);
  expect(await read("manifests/v1")).toEqual([200, MANIFEST]);
  expect(await read(`manifests/${sha512(MANIFEST)}`)).toEqual([200, MANIFEST]);
});

test("its catalog and lists of tags are ours", async () => {
  const read = async (path: string) => (await fetch(`http://${engineHost}/v2/${path}`)).json();
  expect(await read("_catalog")).toEqual({ repositories: ["team/app", "team/app/nested", "team/sha512"] });
  expect(await read("team/app/tags/list")).toEqual({ name: "team/app", tags: ["v1"] });
});
