/** The service of the tests, reached over real HTTP, with logins for registry clients. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { Deps } from "../../server/deps.ts";
import { createLogin } from "../../server/login/create-login.ts";
import { createFileContent } from "../../server/node/file-content.ts";
import { createLinkFolder } from "../../server/node/file-link-folder.ts";
import { createMemoryState } from "../../server/ports/service-state.ts";
import { createTestService, serveOverHttp, type TestService, type TestUser } from "./service.ts";

export interface TestRegistry extends TestService {
  origin: string;
  /** Ids of organizations: `team` and `ops` of the account of admin and member, `foreign` of the stranger's. */
  organizations: Record<"team" | "ops" | "foreign", number>;
  /** Without any grant. */
  member: TestUser;
  logins: Record<"admin" | "member" | "stranger", Login>;
  /** Sends with the login and the console session of `admin` unless headers say otherwise. */
  call: (method: string, path: string, init?: RequestInit) => Promise<Response>;
  /** The same folder and tables in a process that remembers nothing. */
  restart: () => void;
}

export interface Login {
  user: string;
  password: string;
  /** Sends the login directly (Basic). */
  headers: { authorization: string };
}

export async function startTestRegistry(): Promise<TestRegistry> {
  const service = await createTestService();
  const member = await service.createUser("member");
  const stranger = await service.createAccount("other");
  const organizations = {
    team: await service.createOrganization("team"),
    ops: await service.createOrganization("ops"),
    foreign: await service.createOrganization("foreign", stranger),
  };
  const logins = {
    admin: await logIn(service, service.admin),
    member: await logIn(service, member),
    stranger: await logIn(service, stranger),
  };
  const session = await service.signIn();
  const { origin, close } = await serveOverHttp(service);
  return {
    ...service,
    origin,
    close,
    organizations,
    member,
    logins,
    call: (method, path, init = {}) =>
      fetch(new URL(path, origin), {
        method,
        redirect: "manual",
        ...init,
        headers: { ...session, ...logins.admin.headers, ...init.headers },
      }),
    restart() {
      service.deps.content = createFileContent(service.storageFolder);
      service.deps.links = createLinkFolder(service.storageFolder);
      service.deps.state = createMemoryState(service.deps.clock);
    },
  };
}

async function logIn(service: TestService, user: TestUser): Promise<Login> {
  const { username, password } = await createLogin(await service.context(user));
  return { user: username, password, headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } };
}

/** Content and links that fail from their n-th change on, as if the process had died there. */
export function failFrom(deps: Deps, changes: number): void {
  const { content, links } = deps;
  let left = changes;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Error("power cut");
  };
  deps.content = {
    ...content,
    async complete(state, bytes, digest) {
      step();
      return await content.complete(state, bytes, digest);
    },
    async remove(keys) {
      step();
      await content.remove(keys);
    },
  };
  deps.links = {
    ...links,
    async write(path, bytes) {
      step();
      await links.write(path, bytes);
    },
    async remove(path) {
      step();
      await links.remove(path);
    },
  };
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Pseudo-random, so that a byte in the wrong place shows. */
export function testBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (state * 1664525 + 1013904223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

export async function pushBlob(registry: TestRegistry, name: string, bytes: Uint8Array<ArrayBuffer>) {
  const digest = digestOf(bytes);
  const response = await registry.call("POST", `/v2/${name}/blobs/uploads/?digest=${digest}`, {
    body: bytes,
  });
  if (response.status !== 201) throw new Error(`push of a blob: ${response.status} ${await response.text()}`);
  return { digest, size: bytes.byteLength };
}

/** A config and one layer per seed, pushed, and the manifest that names them, not pushed. */
export async function prepareManifest(registry: TestRegistry, name: string, seeds: number[], fields = {}) {
  const config = await pushBlob(registry, name, new TextEncoder().encode(`{"seeds":[${seeds}]}`));
  const layers = [];
  for (const seed of seeds) layers.push(await pushBlob(registry, name, testBytes(100 + seed, seed)));
  const content = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, ...config },
    layers: layers.map((layer) => ({ mediaType: MEDIA_TYPE.ociLayer, ...layer })),
    ...fields,
  });
  return { content, digest: digestOf(content), config, layers };
}

export function putManifest(
  registry: TestRegistry,
  name: string,
  reference: string,
  content: string,
  mediaType: string = MEDIA_TYPE.ociManifest,
): Promise<Response> {
  return registry.call("PUT", `/v2/${name}/manifests/${reference}`, {
    body: content,
    headers: { "content-type": mediaType },
  });
}

/** Status and code of an answer, e.g. `404 BLOB_UNKNOWN`. */
export async function outcome(response: Response | Promise<Response>): Promise<string> {
  const answer = await response;
  const text = await answer.text();
  const code = text.startsWith('{"errors"') ? ` ${JSON.parse(text).errors[0].code}` : "";
  return `${answer.status}${code}`;
}

/** An image of one platform with two layers, as an OCI image layout. */
export async function writeOciLayout(root: string): Promise<void> {
  const blobs = join(root, "blobs/sha256");
  await mkdir(blobs, { recursive: true });
  const add = async (mediaType: string, content: string | Uint8Array) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const digest = digestOf(bytes);
    await writeFile(join(blobs, digest.slice(7)), bytes);
    return { mediaType, digest, size: bytes.byteLength };
  };
  const contents = [testBytes(3_000_000, 1), testBytes(10_000, 2)];
  const layers = [];
  for (const content of contents) layers.push(await add(MEDIA_TYPE.ociLayerGzip, gzipSync(content)));
  const rootfs = { type: "layers", diff_ids: contents.map(digestOf) };
  const configContent = JSON.stringify({ architecture: "amd64", os: "linux", config: {}, rootfs });
  const config = await add(MEDIA_TYPE.ociConfig, configContent);
  const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers };
  const entry = await add(MEDIA_TYPE.ociManifest, JSON.stringify(manifest));
  await writeFile(join(root, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(root, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
}

/** An index of the given manifests. */
export function indexOf(...contents: string[]): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: contents.map((content) => ({
      mediaType: MEDIA_TYPE.ociManifest,
      digest: digestOf(content),
      size: content.length,
    })),
  });
}
