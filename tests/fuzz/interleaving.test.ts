/**
 * Pushes, mounts, deletes and garbage collection in any order, several at once: no request fails for the service's own
 * reasons, and what can be pulled afterwards is whole. `STEPS` says how many requests.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { collectGarbage } from "../../server/content/collect-garbage.ts";
import { followTables } from "../../server/content/link-files.ts";
import { createLogin } from "../../server/login/create-login.ts";
import { digestOf, startTestRegistry, type TestRegistry, testBytes } from "../support/registry.ts";

const STEPS = Number(process.env.STEPS ?? 2000);
const WORKERS = 8;
const DAY = 24 * 60 * 60_000;
const YEARS_S = 10 ** 9;

const IMAGES = ["one", "two", "two/below"];
const BLOBS = Array.from({ length: 6 }, (_, seed) => testBytes(200 + 50 * seed, seed + 1));
const CONFIG = new TextEncoder().encode("{}");

let registry: TestRegistry;
let authorization: string;

beforeAll(async () => {
  registry = await startTestRegistry();
  const { username, password } = await createLogin(await registry.context(), YEARS_S);
  authorization = `Basic ${btoa(`${username}:${password}`)}`;
});
afterAll(() => registry.close());

const random = (below: number) => Math.floor(Math.random() * below);
const pick = <Value>(values: readonly Value[]): Value => values[random(values.length)] as Value;
const anImage = () => `/v2/team/${pick(IMAGES)}`;
const aTag = () => `v${random(3)}`;

function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  return registry.call(method, path, { ...init, headers: { authorization, ...init.headers } });
}

const failed: string[] = [];

async function step(method: string, path: string, init?: RequestInit): Promise<Response> {
  const answer = await send(method, path, init);
  if (answer.status >= 500) failed.push(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function manifest(): string {
  const layers = [pick(BLOBS), pick(BLOBS)].map((bytes) => ({
    mediaType: MEDIA_TYPE.ociLayer,
    digest: digestOf(bytes),
    size: bytes.byteLength,
  }));
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf(CONFIG), size: CONFIG.byteLength };
  return JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers });
}

async function upload(image: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const digest = digestOf(bytes);
  if (random(2) === 0) {
    await (await step("POST", `${image}/blobs/uploads/?digest=${digest}`, { body: bytes })).arrayBuffer();
    return;
  }
  const started = await step("POST", `${image}/blobs/uploads/`);
  const location = started.headers.get("location") ?? "";
  await (await step("PATCH", location, { body: bytes })).arrayBuffer();
  await (await step("PUT", `${location}?digest=${digest}`)).arrayBuffer();
}

let collecting = Promise.resolve();

/** One at a time, as the service's own jobs are. */
function collect(): Promise<void> {
  collecting = collecting.then(async () => {
    registry.advance(2 * DAY);
    await collectGarbage(registry.deps);
    await followTables(registry.deps);
  });
  return collecting;
}

const KINDS: (() => Promise<unknown>)[] = [
  () => upload(anImage(), pick(BLOBS)),
  () => upload(anImage(), CONFIG),
  () => step("HEAD", `${anImage()}/blobs/${digestOf(pick(BLOBS))}`),
  () => step("GET", `${anImage()}/blobs/${digestOf(pick(BLOBS))}`).then((answer) => answer.arrayBuffer()),
  () => step("POST", `${anImage()}/blobs/uploads/?mount=${digestOf(pick(BLOBS))}&from=team/${pick(IMAGES)}`),
  async () => {
    const image = anImage();
    const headers = { "content-type": MEDIA_TYPE.ociManifest };
    const body = manifest();
    // Whoever pushes sends first what the manifest names.
    for (const bytes of [CONFIG, ...BLOBS]) {
      if (body.includes(digestOf(bytes))) await upload(image, bytes);
    }
    await step("PUT", `${image}/manifests/${aTag()}`, { body, headers });
  },
  () => step("GET", `${anImage()}/manifests/${aTag()}`),
  () => step("DELETE", `${anImage()}/manifests/${aTag()}`),
  () => step("DELETE", `${anImage()}/manifests/${digestOf(manifest())}`),
  () => step("DELETE", `${anImage()}/blobs/${digestOf(pick(BLOBS))}`),
  () => (random(10) > 0 ? Promise.resolve() : deleteImage()),
  collect,
];

async function deleteImage(): Promise<void> {
  const path = `/api/swr/v2/manage/namespaces/team/repos/${pick(IMAGES).replaceAll("/", "$")}`;
  const headers = await registry.signIn();
  const answer = await registry.call("DELETE", path, { headers });
  if (answer.status >= 500) failed.push(`DELETE ${path}: ${answer.status} ${await answer.text()}`);
}

test(`${STEPS} steps fail for no reason of the service, and leave what can be pulled whole`, async () => {
  let left = STEPS;
  const worker = async () => {
    while (left-- > 0) await pick(KINDS)();
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  expect(failed).toEqual([]);

  await collect();
  let pulled = 0;
  for (const image of IMAGES) {
    const { tags = [] } = (await (await send("GET", `/v2/team/${image}/tags/list`)).json()) as {
      tags?: string[];
    };
    for (const tag of tags) {
      const content = await (await send("GET", `/v2/team/${image}/manifests/${tag}`)).json();
      for (const { digest } of [content.config, ...content.layers]) {
        const blob = await send("GET", `/v2/team/${image}/blobs/${digest}`);
        expect([blob.status, digestOf(new Uint8Array(await blob.arrayBuffer()))]).toEqual([200, digest]);
        pulled += 1;
      }
    }
  }
  expect(pulled).toBeGreaterThan(0);
});
