/** The page upload's own code against the real service, over real HTTP: the two meet nowhere else in the repository. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { createRegistryClient } from "../core/registry-client/client.ts";
import { wait } from "../core/registry-client/retry.ts";
import type { TransportRequest } from "../core/registry-client/transport.ts";
import type { UploadSource } from "../src/features/upload/archive/archive-file.ts";
import type { ArchiveImage } from "../src/features/upload/archive/archive-image.ts";
import { blobFile } from "../src/features/upload/archive/blob-file.ts";
import { digestOf } from "../src/features/upload/archive/digest-of.ts";
import { readImageArchive } from "../src/features/upload/archive/image-archive.ts";
import { openArchive } from "../src/features/upload/archive/open-archive.ts";
import { ArchiveError } from "../src/features/upload/archive/problem.ts";
import { PushError } from "../src/features/upload/push/problem.ts";
import { progressOf } from "../src/features/upload/push/progress.ts";
import { cancelUploads, type PushContext, pushArchive } from "../src/features/upload/push/push-archive.ts";
import { planPush, type Target } from "../src/features/upload/push/push-plan.ts";
import { nodeTransport } from "./node-transport.ts";
import { dockerArchive, ociArchive, ociImage, ociIndex, type TarEntry, tar } from "./support/archives.ts";
import { startTestRegistry, type TestRegistry, testBytes } from "./support/registry.ts";

let registry: TestRegistry;
let session: Record<string, string>;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.close());
beforeEach(async () => {
  session = await registry.signIn();
});

interface Setup {
  images: ArchiveImage[];
  source: UploadSource;
  cutAfter?: (sent: TransportRequest<Blob>, count: number) => number | undefined;
  onChange?: () => void;
}

async function open(
  ...entries: readonly TarEntry[]
): Promise<{ images: ArchiveImage[]; source: UploadSource }> {
  const source = blobFile(new Blob([tar(...entries)]));
  return { images: await readImageArchive(source), source };
}

/** Waiting before another try takes a twentieth of its time here. */
function prepare({ source, images, cutAfter, onChange }: Setup, targets: Target[], organization = "team") {
  const transport = nodeTransport({
    origin: registry.origin,
    headers: () => session,
    ...(cutAfter && { cutAfter }),
  });
  const context: PushContext = {
    client: createRegistryClient(transport.send, "/api/registry/v2"),
    source,
    wait: (ms, signal) => wait(ms / 20, signal),
    held: new Map(),
    onChange: onChange ?? (() => undefined),
  };
  const plan = planPush(organization, images, targets);
  const push = (signal = new AbortController().signal) => pushArchive(context, plan, signal);
  return { ...transport, context, plan, push };
}

async function problemOf(push: Promise<void>) {
  const error = await push.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PushError || error instanceof ArchiveError) return error.problem;
  throw error ?? new Error("it went through");
}

const manifest = (name: string, reference: string, accept: string = MEDIA_TYPE.ociManifest) =>
  registry.call("GET", `/v2/team/${name}/manifests/${reference}`, { headers: { accept } });

async function openUploads(name: string): Promise<string[]> {
  const rows = await registry.deps.db
    .selectFrom("uploads")
    .select("id")
    .where("image_name", "=", name)
    .execute();
  return rows.map(({ id }) => id);
}

const big = testBytes(3_000_000);
const layers = [big, testBytes(50_000, 2), testBytes(1000, 3)];
const target = (image: string, tag = "1", index = 0): Target => ({ index, image, tag });

describe("an archive in docker's layout", () => {
  test("arrives as it was, layer by layer", async () => {
    const { push, plan, sentBytes } = prepare(await open(...dockerArchive(layers, ["app:1"])), [
      target("docker"),
    ]);
    await push();
    const stored = await (await manifest("docker", "1")).json();
    expect(stored.layers.map((layer: { digest: string }) => layer.digest)).toEqual(layers.map(digestOf));
    const blob = await registry.call("GET", `/v2/team/docker/blobs/${digestOf(big)}`);
    expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digestOf(big));
    const progress = progressOf(plan, { speed: undefined, stalledMs: 0 });
    expect(progress.layers.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(progress.presentBytes).toBe(progress.totalBytes);
    expect(sentBytes()).toBeGreaterThan(progress.sentBytes);
  });

  test("sends nothing again that the registry has", async () => {
    const setup = await open(...dockerArchive(layers, ["app:1"]));
    await prepare(setup, [target("again")]).push();
    const { push, plan, log } = prepare(setup, [target("again", "2")]);
    await push();
    expect(log.filter((line) => !line.startsWith("HEAD"))).toEqual([
      "PUT /api/registry/v2/team/again/manifests/2",
    ]);
    expect(progressOf(plan, { speed: undefined, stalledMs: 0 })).toMatchObject({
      sentBytes: 0,
      presentBytes: progressOf(plan, { speed: undefined, stalledMs: 0 }).totalBytes,
    });
    expect((await manifest("again", "2")).status).toBe(200);
  });

  test("sends a layer once for two images of the archive", async () => {
    const { push, plan, log } = prepare(await open(...dockerArchive(layers, ["a:1", "b:1"])), [
      target("first"),
      target("second/deep", "v2"),
    ]);
    await push();
    expect(log.filter((line) => line.startsWith("PATCH"))).toHaveLength(4);
    expect(progressOf(plan, { speed: undefined, stalledMs: 0 }).layers.map(({ state }) => state)).toEqual([
      "done",
      "done",
      "done",
      "known",
      "known",
      "known",
    ]);
    expect((await manifest("second/deep", "v2")).status).toBe(200);
  });
});

describe("a compressed archive", () => {
  test("arrives unpacked, also over a connection that is cut", async () => {
    const packed = new Blob([Uint8Array.from(gzipSync(tar(...dockerArchive(layers, ["app:1"]))))]);
    const source = await openArchive(packed, null, new AbortController().signal);
    const images = await readImageArchive(source);
    let cuts = 0;
    const cutAfter = ({ method, body }: TransportRequest<Blob>) => {
      if (method !== "PATCH" || !(body instanceof Uint8Array) || body.length < big.length || cuts > 0)
        return undefined;
      cuts += 1;
      return 2_000_000;
    };
    const { push } = prepare({ source, images, cutAfter }, [target("gzip")]);
    await push();
    expect(cuts).toBe(1);
    const stored = await (await manifest("gzip", "1")).json();
    expect(stored.layers.map((layer: { digest: string }) => layer.digest)).toEqual(layers.map(digestOf));
  });
});

describe("an archive in the OCI layout", () => {
  test("keeps its digests, and an index comes after what it lists", async () => {
    const images = [ociImage(layers), ociImage([testBytes(500, 9)], "arm64")];
    const index = ociIndex(images.map(({ descriptor }) => descriptor));
    const { push } = prepare(
      await open(
        ...ociArchive([index.descriptor], [...images.flatMap(({ entries }) => entries), index.entry]),
      ),
      [target("oci", "v1")],
    );
    await push();
    const stored = await manifest("oci", "v1", MEDIA_TYPE.ociIndex);
    expect(stored.headers.get("docker-content-digest")).toBe(digestOf(index.manifest));
    const child = await manifest("oci", images[1]?.descriptor.digest ?? "");
    expect(child.status).toBe(200);
  });
});

describe("a connection that is cut", () => {
  test("costs no byte that had arrived", async () => {
    let cuts = 0;
    const setup = await open(...dockerArchive([big], ["app:1"]));
    const { push, sentBytes, log } = prepare(
      {
        ...setup,
        cutAfter: ({ method, body }) => {
          if (method !== "PATCH" || !(body instanceof Blob) || body.size < 1_000_000 || cuts === 2)
            return undefined;
          cuts += 1;
          return 1_000_000;
        },
      },
      [target("cut")],
    );
    await push();
    expect(log.filter((line) => line.startsWith("GET"))).not.toHaveLength(0);
    expect((await manifest("cut", "1")).status).toBe(200);
    // Two cuts after 1 MB each: without going on where it stood, 2 MB more would have been sent.
    expect(sentBytes()).toBeLessThan(big.length + 1_000_000);
  });

  test("is given up after some tries, and goes on from there later", async () => {
    const setup = await open(...dockerArchive([big], ["app:1"]));
    let dead = true;
    const { push, log } = prepare(
      { ...setup, cutAfter: ({ method }) => (dead && method === "PATCH" ? 0 : undefined) },
      [target("later")],
    );
    expect(await problemOf(push())).toEqual({ code: "network" });
    expect(log.filter((line) => line.startsWith("PATCH")).length).toBeLessThan(20);
    dead = false;
    await push();
    expect((await manifest("later", "1")).status).toBe(200);
    expect(await openUploads("later")).toEqual([]);
  });

  test("starts a blob again whose upload the registry forgot", async () => {
    const setup = await open(...dockerArchive([big], ["app:1"]));
    let cuts = 0;
    const { push, plan, context } = prepare(
      {
        ...setup,
        cutAfter: ({ method }) => {
          if (method !== "PATCH" || cuts > 0) return undefined;
          cuts += 1;
          return 1_000_000;
        },
      },
      [target("forgotten")],
    );
    context.wait = async () => {
      const [location = ""] = plan.flatMap(({ blobs }) => blobs.flatMap((blob) => blob.location ?? []));
      const forget = () => registry.call("DELETE", location).then(({ status }) => status);
      await expect.poll(forget).toBeOneOf([204, 404]);
    };
    await push();
    expect(cuts).toBe(1);
    expect((await manifest("forgotten", "1")).status).toBe(200);
  });
});

describe("a person", () => {
  test("pauses and goes on where it stood", async () => {
    const setup = await open(...dockerArchive(layers, ["app:1"]));
    const pause = new AbortController();
    const { push, plan, log, context } = prepare(
      {
        ...setup,
        cutAfter: ({ method, body }) =>
          method === "PATCH" && body instanceof Blob && body.size === big.length ? 2_000_000 : undefined,
      },
      [target("paused")],
    );
    const patient = context.wait;
    context.wait = async () => pause.abort("paused");
    await expect(push(pause.signal)).rejects.toBe("paused");
    expect(plan.flatMap(({ blobs }) => blobs).some(({ location }) => location !== undefined)).toBe(true);
    log.length = 0;
    context.wait = patient;
    await push();
    expect(log.filter((line) => line.startsWith("POST")).length).toBeLessThan(layers.length);
    expect((await manifest("paused", "1")).status).toBe(200);
  });

  test("cancels, and nothing half is left behind", async () => {
    const setup = await open(...dockerArchive(layers, ["app:1"]));
    const cancel = new AbortController();
    const { push, plan, context } = prepare(
      { ...setup, onChange: () => plan[0]?.blobs.some(({ sent }) => sent > 0) && cancel.abort("cancelled") },
      [target("cancelled")],
    );
    await expect(push(cancel.signal)).rejects.toBe("cancelled");
    expect(await openUploads("cancelled")).not.toEqual([]);
    await cancelUploads(context, plan);
    expect(await openUploads("cancelled")).toEqual([]);
    expect((await manifest("cancelled", "1")).status).toBe(404);
  });

  test("is signed out on the way and goes on after signing in", async () => {
    const setup = await open(...dockerArchive([big], ["app:1"]));
    const { push } = prepare(setup, [target("signed-out")]);
    const valid = session;
    session = { ...session, Cookie: "swr_session=ended" };
    expect(await problemOf(push())).toEqual({ code: "signed_out" });
    session = valid;
    await push();
    expect((await manifest("signed-out", "1")).status).toBe(200);
  });

  test("needs edit on the organization; on the image alone is not enough", async () => {
    const setup = await open(...dockerArchive([layers[2] ?? big], ["app:1"]));
    await prepare(setup, [target("mine")]).push();
    const image = await registry.deps.db
      .selectFrom("images")
      .select("id")
      .where("name", "=", "mine")
      .executeTakeFirstOrThrow();
    await registry.grantOnImage(image.id, registry.member, 7);
    session = await registry.signIn(registry.member);
    const other = await open(...dockerArchive([testBytes(100, 5)], ["app:1"]));
    expect(await problemOf(prepare(other, [target("mine", "2")]).push())).toEqual({ code: "forbidden" });
  });

  test("fills the organization, and goes on where it stood once there is room", async () => {
    const id = await registry.createOrganization("full");
    const setQuota = (quota_bytes: number) =>
      registry.deps.db.updateTable("organizations").set({ quota_bytes }).where("id", "=", id).execute();
    await setQuota(2_000_000);
    // What is under way when the large layer is refused may or may not get in: the small ones are there before.
    await prepare(
      await open(...dockerArchive(layers.slice(1), ["app:0"])),
      [target("app", "0")],
      "full",
    ).push();
    const { push, log } = prepare(await open(...dockerArchive(layers, ["app:1"])), [target("app")], "full");
    expect(await problemOf(push())).toEqual({ code: "quota_used_up" });
    await setQuota(5_000_000);
    log.length = 0;
    await push();
    expect(log.filter((line) => line.startsWith("POST")).length).toBeLessThan(layers.length);
    expect((await registry.call("GET", "/v2/full/app/manifests/1")).status).toBe(200);
  });

  test("may not push to an organization whose name is what others are told of", async () => {
    await registry.createOrganization("quota-used-up");
    session = await registry.signIn(registry.member);
    const { push } = prepare(
      await open(...dockerArchive([big], ["app:1"])),
      [target("app")],
      "quota-used-up",
    );
    expect(await problemOf(push())).toEqual({ code: "forbidden" });
  });

  test("chooses an organization that has been deleted", async () => {
    const setup = await open(...dockerArchive([big], ["app:1"]));
    expect(await problemOf(prepare(setup, [target("app")], "gone").push())).toEqual({
      code: "no_organization",
    });
  });
});

describe("a layer that is not what its digest says", () => {
  test("is named, and no manifest arrives", async () => {
    const good = dockerArchive(layers, ["app:1"]);
    const damaged = good.map((entry) =>
      entry.name === "layer1/layer.tar" ? { ...entry, content: testBytes(50_000, 77) } : entry,
    );
    const { push } = prepare(await open(...damaged), [target("damaged")]);
    expect(await problemOf(push())).toEqual({
      code: "layer_damaged",
      layer: 2,
      digest: digestOf(layers[1] ?? big),
    });
    expect((await manifest("damaged", "1")).status).toBe(404);
  });

  test("is told from one that stands at another's place", async () => {
    const [first, second, ...rest] = dockerArchive(layers, ["app:1"]);
    const swapped = [
      { ...first, name: "layer1/layer.tar" },
      { ...second, name: "layer0/layer.tar" },
    ];
    const { push } = prepare(await open(...swapped, ...rest), [target("swapped")]);
    expect(await problemOf(push())).toEqual({ code: "layer_order" });
  });

  test("is told from a file that was changed meanwhile", async () => {
    const setup = await open(...dockerArchive(layers, ["app:1"]));
    const changed: UploadSource = {
      ...setup.source,
      check: async () => {
        throw new ArchiveError({ code: "file_changed" });
      },
    };
    const { push } = prepare(
      { ...setup, source: changed, cutAfter: ({ method }) => (method === "PATCH" ? 0 : undefined) },
      [target("changed")],
    );
    expect(await problemOf(push())).toEqual({ code: "file_changed" });
  });
});
