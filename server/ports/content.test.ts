/** The contract of a content, whatever keeps it. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMemoryContent } from "../../mocks/memory-content.ts";
import { digestOf } from "../../tests/support/registry.ts";
import { createFileContent } from "../node/file-content.ts";
import { createLinkFolder } from "../node/file-link-folder.ts";
import type { Content, Stored, UploadState } from "./content.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "content-"));
});
afterEach(() => rm(folder, { recursive: true }));

const encode = (text: string) => new TextEncoder().encode(text);
const text = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => new Response(stream).text();

async function append(content: Content, state: UploadState, offset: number, ...chunks: string[]) {
  const appending = await content.append(state, offset);
  await appending.write(chunks.map(encode));
  return await appending.end();
}

async function inventory(content: Content): Promise<Stored[]> {
  const all: Stored[] = [];
  for await (const stored of content.inventory()) all.push(stored);
  return all;
}

describe.each([
  ["files", () => createFileContent(folder)],
  ["memory", () => createMemoryContent()],
])("content in %s", (_, create) => {
  test("content is appended to, completed, and read whole or in part", async () => {
    const content = create();
    // Its row keeps the state as JSON.
    let state: UploadState = JSON.parse(JSON.stringify(await content.begin()));
    state = await append(content, state, 0, "ab", "cd");
    state = JSON.parse(JSON.stringify(await append(content, state, 4, "efg")));
    expect(await text(content.reread(state))).toBe("abcdefg");
    const key = await content.complete(state, 7, digestOf("abcdefg"));
    expect(await content.size(key)).toBe(7);
    expect(await text(content.read(key))).toBe("abcdefg");
    expect(await text(content.read(key, { start: 2, end: 4 }))).toBe("cde");
    await content.abort(state);
    expect(await content.size(key)).toBe(7);
    await content.remove([key]);
    await content.remove([key]);
    expect(await content.size(key)).toBeUndefined();
  });

  test("bytes that were never acknowledged are dropped", async () => {
    const content = create();
    let state = await append(content, await content.begin(), 0, "kept ");
    state = await append(content, state, 5, "lost, and longer than what comes");
    state = await append(content, state, 5, "said");
    expect(await text(content.reread(state))).toBe("kept said");
    await expect(content.append(state, 10)).rejects.toThrow("9 bytes of 10");
  });

  test("a displaced writer's bytes are overwritten by the next", async () => {
    const content = create();
    const state = await append(content, await content.begin(), 0, "one ");
    const stalled = await content.append(state, 4);
    await stalled.end();
    const ended = await append(content, state, 4, "two");
    const key = await content.complete(ended, 7, digestOf("one two"));
    expect(await text(content.read(key))).toBe("one two");
  });

  test("an upload that was taken over has nothing of the stalled writer", async () => {
    const content = create();
    const state = await append(content, await content.begin(), 0, "one ");
    const stalled = await content.append(state, 4);
    await stalled.write([encode("too")]);
    const taken = await content.takeOver(JSON.parse(JSON.stringify(state)), 4);
    await content.abort(state);
    const ended = await append(content, taken, 4, "two");
    await stalled.write([encode(" late")]);
    const stale = await stalled.end();
    const key = await content.complete(ended, 7, digestOf("one two"));
    await content.abort(stale);
    expect(await text(content.read(key))).toBe("one two");
    await expect(content.takeOver(taken, 4)).rejects.toThrow();
    expect(await inventory(content)).toHaveLength(1);
  });

  test("an upload is completed with its acknowledged bytes only, and not without them", async () => {
    const content = create();
    const state = await append(content, await content.begin(), 0, "said, and more");
    await expect(content.complete(state, 20, digestOf("said"))).rejects.toThrow("14 bytes of 20");
    const key = await content.complete(state, 4, digestOf("said"));
    expect(await text(content.read(key))).toBe("said");
    await expect(content.complete(state, 4, digestOf("said"))).rejects.toThrow();
    expect(await text(content.read(key))).toBe("said");
  });

  test("completed content replaces what lies under a digest, and may be empty", async () => {
    const content = create();
    const digest = digestOf("right");
    await content.complete(await append(content, await content.begin(), 0, "wrong"), 5, digest);
    const key = await content.complete(await append(content, await content.begin(), 0, "right"), 5, digest);
    expect(await text(content.read(key))).toBe("right");
    const empty = await content.complete(await content.begin(), 0, digestOf(""));
    expect(await content.size(empty)).toBe(0);
  });

  test("the inventory lists all content", async () => {
    const content = create();
    const state = await append(content, await content.begin(), 0, "under way");
    const key = await content.complete(
      await append(content, await content.begin(), 0, "blob"),
      4,
      digestOf("blob"),
    );
    expect((await inventory(content)).sort((a, b) => b.bytes - a.bytes)).toEqual([
      { key: state.key, digest: undefined, bytes: 9, storedAt: expect.any(Date) },
      { key, digest: digestOf("blob"), bytes: 4, storedAt: expect.any(Date) },
    ]);
    await content.abort(state);
    await content.abort(state);
    expect(await inventory(content)).toHaveLength(1);
  });
});

describe("files", () => {
  test("paths that could leave the folder are refused", async () => {
    const inside = join(folder, "inside");
    await writeFile(join(folder, "secret"), "secret");
    const content = createFileContent(inside);
    const links = createLinkFolder(inside);
    for (const path of [
      "../secret",
      "a/../../secret",
      "/etc/passwd",
      "a//b",
      "",
      ".",
      "a/./b",
      "a\\b",
      "a\0b",
    ]) {
      await expect((async () => content.size(path))(), path).rejects.toThrow("not a path");
      await expect((async () => content.remove([path]))(), path).rejects.toThrow("not a path");
      await expect((async () => links.write(path, encode("x")))(), path).rejects.toThrow("not a path");
      await expect((async () => links.remove(path))(), path).rejects.toThrow("not a path");
    }
  });

  test("files that are no content are left alone", async () => {
    const content = createFileContent(folder);
    const key = await content.complete(
      await append(content, await content.begin(), 0, "blob"),
      4,
      digestOf("blob"),
    );
    await createLinkFolder(folder).write(key.replace(/[^/]+\/data$/, "README"), encode("theirs"));
    expect(await inventory(content)).toHaveLength(1);
  });

  test("of links are replaced in one step, and nothing is left beside them", async () => {
    const links = createLinkFolder(folder);
    await Promise.all(["a", "b", "c"].map((content) => links.write("x/link", encode(content))));
    expect(await readdir(join(folder, "x"))).toEqual(["link"]);
    expect(await links.modifiedAt("x/link")).toBeInstanceOf(Date);
    expect(await links.list("x")).toEqual(["link"]);
    await links.remove("x");
    await links.remove("x");
    expect([await links.list("x"), await links.modifiedAt("x/link"), await links.list("x/link/y")]).toEqual([
      [],
      undefined,
      [],
    ]);
  });
});
