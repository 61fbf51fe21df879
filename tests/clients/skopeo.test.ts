import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  type Login,
  startTestRegistry,
  type TestRegistry,
  writeOciLayout,
} from "../support/registry.ts";

let registry: TestRegistry;
let folder: string;
beforeAll(async () => {
  registry = await startTestRegistry();
  folder = await mkdtemp(join(tmpdir(), "skopeo-"));
  await writeOciLayout(join(folder, "image"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await registry.close();
});

const run = promisify(execFile);
const skopeo = (...args: string[]) => run("skopeo", ["--insecure-policy", ...args]);
const address = (name: string) => `docker://${new URL(registry.origin).host}/${name}`;
const credentials = ({ user, password }: Login) => `${user}:${password}`;

function push(source: string, name: string, ...options: string[]) {
  const login = ["--dest-creds", credentials(registry.logins.admin)];
  return skopeo("copy", "--dest-tls-verify=false", ...login, ...options, source, address(name));
}

function pull(name: string, target: string, login = registry.logins.admin) {
  return skopeo("copy", "--src-tls-verify=false", "--src-creds", credentials(login), address(name), target);
}

async function manifestIn(directory: string) {
  return JSON.parse(await readFile(join(directory, "manifest.json"), "utf8"));
}

test.each([
  ["oci", MEDIA_TYPE.ociManifest],
  ["v2s2", MEDIA_TYPE.dockerManifest],
])("skopeo pushes and pulls the format %s", async (format, mediaType) => {
  await push(`oci:${folder}/image`, `team/${format}:v1`, "--format", format);
  const target = join(folder, format);
  await pull(`team/${format}:v1`, `dir:${target}`);
  const manifest = await manifestIn(target);
  expect(manifest.mediaType).toBe(mediaType);
  for (const { digest, size } of [manifest.config, ...manifest.layers]) {
    const content = await readFile(join(target, digest.slice(7)));
    expect([digestOf(content), content.byteLength]).toEqual([digest, size]);
  }
});

test("skopeo pushes an index with all it lists", async () => {
  await push(`oci:${folder}/image`, "team/single:v1");
  const { size, mediaType } = await registry
    .call("HEAD", "/v2/team/single/manifests/v1")
    .then(({ headers }) => ({
      size: Number(headers.get("content-length")),
      mediaType: headers.get("content-type"),
    }));
  const digest = (await registry.call("HEAD", "/v2/team/single/manifests/v1")).headers.get(
    "docker-content-digest",
  );
  const platform = { architecture: "amd64", os: "linux" };
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [{ mediaType, digest, size, platform }],
  });
  const headers = { "content-type": MEDIA_TYPE.ociIndex };
  expect((await registry.call("PUT", "/v2/team/single/manifests/multi", { body, headers })).status).toBe(201);
  const both = ["--src-tls-verify=false", "--src-creds", credentials(registry.logins.admin), "--all"];
  await push(address("team/single:multi"), "ops/copied:multi", ...both);
  const copied = await registry.call("GET", "/v2/ops/copied/manifests/multi");
  expect(copied.headers.get("content-type")).toBe(MEDIA_TYPE.ociIndex);
  expect(await copied.text()).toBe(body);
});

test("skopeo lists tags, deletes by digest, and is told why it may not", async () => {
  await push(`oci:${folder}/image`, "team/listed:a");
  const creds = ["--tls-verify=false", "--creds", credentials(registry.logins.admin)];
  const { stdout } = await skopeo("list-tags", ...creds, address("team/listed"));
  expect(JSON.parse(stdout).Tags).toEqual(["a"]);
  await expect(pull("team/listed:a", `dir:${folder}/no`, registry.logins.stranger)).rejects.toThrow(
    /denied|no permission/i,
  );
  await expect(push(`oci:${folder}/image`, "nobody/app:v1")).rejects.toThrow(
    /create it in the console first/,
  );
  await skopeo("delete", ...creds, address("team/listed:a"));
  expect((await registry.call("GET", "/v2/team/listed/manifests/a")).status).toBe(404);
});

test("skopeo stops at an organization's quota and says so", async () => {
  const organization = registry.deps.db.updateTable("organizations").where("name", "=", "ops");
  await organization.set({ quota_bytes: 1024 ** 2 }).execute();
  const refused = push(`oci:${folder}/image`, "ops/app:v1", "--retry-times", "0");
  await expect(refused).rejects.toThrow("organization ops: quota of 0.001 GB used up");
  await organization.set({ quota_bytes: 1024 ** 3 }).execute();
  await push(`oci:${folder}/image`, "ops/app:v1");
});
