/** Two processes on the same tables and folder: one stalls, the other takes its upload over. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf, testBytes } from "../../tests/support/registry.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import type { Deps } from "../deps.ts";
import { createFileContent } from "../node/file-content.ts";
import { createMemoryState } from "../ports/service-state.ts";
import { findBlob, openBlob } from "./blobs.ts";
import { claimUpload, findUpload, releaseClaims, type Upload } from "./upload-rows.ts";
import {
  appendToUpload,
  type Chunk,
  cancelUpload,
  dropUpload,
  finishUpload,
  startUpload,
  uploadSize,
} from "./uploads.ts";

let service: TestService;
let stalled: Deps;
let other: Deps;
beforeAll(async () => {
  service = await createTestService();
  await service.createOrganization("team");
  stalled = process();
  other = process();
});
afterAll(() => service.close());

function process(): Deps {
  const { deps, storageFolder } = service;
  return { ...deps, content: createFileContent(storageFolder), state: createMemoryState(deps.clock) };
}

const HEAD = testBytes(400, 1);
const MINE = testBytes(300, 2);
const THEIRS = testBytes(300, 3);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function chunk(body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null): Chunk {
  const stream = body instanceof Uint8Array ? new Blob([body.slice()]).stream() : body;
  return { body: stream, bytes: 0, follows: () => true, room: Number.MAX_SAFE_INTEGER };
}

/** Of which `HEAD` has come. */
async function begin(): Promise<Upload> {
  const upload = await startUpload(stalled, "team/app", "u", "sha256");
  expect(await appendToUpload(stalled, upload, chunk(HEAD))).toEqual({ outcome: "appended", size: 400 });
  return upload;
}

/** A body that has sent nothing yet. */
function slowBody() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const asked = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        asked.resolve();
        for await (const bytes of readable) controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return {
    body,
    /** Resolves once its upload is claimed. */
    asked: asked.promise,
    async end(bytes: Uint8Array) {
      // Bytes that are sent are given away.
      await writer.write(bytes.slice());
      await writer.close();
    },
  };
}

async function stored(digest: string): Promise<Uint8Array | undefined> {
  const blob = await findBlob(other, "team/app", digest);
  return blob && new Uint8Array(await new Response(openBlob(other, blob)).arrayBuffer());
}

describe("a writer that wakes after another has claimed", () => {
  test("neither moves the upload nor gets its bytes in", async () => {
    const upload = await begin();
    const { body, asked, end } = slowBody();
    const waking = appendToUpload(stalled, upload, chunk(body));
    await asked;
    expect(await appendToUpload(other, upload, chunk(THEIRS))).toEqual({ outcome: "appended", size: 700 });
    await end(MINE);
    expect(await waking).toEqual({ outcome: "busy" });
    expect(await uploadSize(other, upload)).toBe(700);
    const bytes = join(HEAD, THEIRS);
    // Through the process whose own hash is of other bytes.
    expect(await finishUpload(stalled, upload, digestOf(bytes), chunk(null))).toEqual({ outcome: "stored" });
    expect(await stored(digestOf(bytes))).toEqual(bytes);
  });

  test("does not complete it", async () => {
    const upload = await begin();
    const mine = digestOf(join(HEAD, MINE));
    const { body, asked, end } = slowBody();
    const waking = finishUpload(stalled, upload, mine, chunk(body));
    await asked;
    const next = slowBody();
    const theirs = appendToUpload(other, upload, chunk(next.body));
    await next.asked;
    await end(MINE);
    expect(await waking).toEqual({ outcome: "busy" });
    expect(await stored(mine)).toBeUndefined();
    await next.end(THEIRS);
    expect(await theirs).toEqual({ outcome: "appended", size: 700 });
    const bytes = join(HEAD, THEIRS, MINE);
    expect(await finishUpload(other, upload, digestOf(bytes), chunk(MINE))).toEqual({ outcome: "stored" });
    expect(await stored(digestOf(bytes))).toEqual(bytes);
  });

  test("does not complete it as its digest is compared already", async () => {
    const upload = await begin();
    const reached = Promise.withResolvers<void>();
    const wakes = Promise.withResolvers<void>();
    const { content } = stalled;
    const complete: typeof content.complete = async (...of) => {
      reached.resolve();
      await wakes.promise;
      return await content.complete(...of);
    };
    const waking = finishUpload(
      { ...stalled, content: { ...content, complete } },
      upload,
      digestOf(HEAD),
      chunk(null),
    );
    await reached.promise;
    expect(await appendToUpload(other, upload, chunk(THEIRS))).toEqual({ outcome: "appended", size: 700 });
    wakes.resolve();
    expect(await waking).toEqual({ outcome: "busy" });
    expect(await stored(digestOf(HEAD))).toBeUndefined();
    const bytes = join(HEAD, THEIRS);
    expect(await finishUpload(other, upload, digestOf(bytes), chunk(null))).toEqual({ outcome: "stored" });
    expect(await stored(digestOf(bytes))).toEqual(bytes);
  });

  test("does not abort it, nor claims it by what it had read", async () => {
    const upload = await begin();
    const read = await findUpload(stalled, upload);
    const claim = read && (await claimUpload(stalled, read));
    if (!claim) throw new Error("no claim");
    expect(await claimUpload(other, read)).toBeUndefined();
    expect(await appendToUpload(other, upload, chunk(THEIRS))).toEqual({ outcome: "appended", size: 700 });
    expect(await dropUpload(stalled, claim)).toBe(false);
    expect(await uploadSize(other, upload)).toBe(700);
    expect(await cancelUpload(other, upload)).toEqual({ outcome: "cancelled" });
    expect(await finishUpload(stalled, upload, digestOf(HEAD), chunk(null))).toEqual({
      outcome: "unknown upload",
    });
  });
});

test("a request that is refused takes an upload from nobody", async () => {
  const upload = await begin();
  const { body, asked, end } = slowBody();
  const first = appendToUpload(stalled, upload, chunk(body));
  await asked;
  const refused = { ...chunk(THEIRS), follows: (size: number) => size === 0 };
  expect(await appendToUpload(other, upload, refused)).toEqual({ outcome: "does not follow", size: 400 });
  await end(MINE);
  expect(await first).toEqual({ outcome: "appended", size: 700 });
  await cancelUpload(other, upload);
});

test("after a failure the next request goes on with the same bytes, and nothing is left in the end", async () => {
  const upload = await begin();
  const broken = {
    ...stalled,
    content: { ...stalled.content, append: async () => await Promise.reject(new Error("broken")) },
  };
  await expect(appendToUpload(broken, upload, chunk(MINE))).rejects.toThrow("broken");
  const state = (await findUpload(other, upload))?.state;
  await appendToUpload(other, upload, chunk(THEIRS));
  expect((await findUpload(other, upload))?.state).toEqual(state);
  await cancelUpload(other, upload);
  // Of all the uploads above.
  for await (const { digest } of other.content.inventory()) expect(digest).toBeDefined();
});

test("after a new start an upload that was cut goes on in its own file, without a copy", async () => {
  const upload = await begin();
  const read = await findUpload(stalled, upload);
  if (!read || !(await claimUpload(stalled, read))) throw new Error("no claim");
  await releaseClaims(other);
  expect(await appendToUpload(other, upload, chunk(MINE))).toEqual({ outcome: "appended", size: 700 });
  expect(await findUpload(other, upload)).toMatchObject({ state: read.state, writer: "" });
});
