import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMemoryStorage } from "../../mocks/memory-storage.ts";
import { createFileStorage } from "../node/file-storage.ts";
import type { Storage } from "../ports/storage.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
});
afterEach(() => rm(folder, { recursive: true }));

const encode = (text: string) => new TextEncoder().encode(text);

async function text(storage: Storage, path: string): Promise<string | undefined> {
  const bytes = await storage.readBytes(path);
  return bytes && new TextDecoder().decode(bytes);
}

describe.each([
  ["files", () => createFileStorage(folder)],
  ["memory", () => createMemoryStorage()],
])("a storage in %s", (_, create) => {
  test("writes, replaces, moves, lists and removes", async () => {
    const storage = create();
    await storage.writeBytes("a/b/one", encode("1"));
    await storage.writeBytes("a/b/one", encode("one"));
    await storage.writeBytes("a/two", encode("2"));
    expect([await text(storage, "a/b/one"), await storage.size("a/b/one")]).toEqual(["one", 3]);
    expect((await storage.list("a")).sort()).toEqual(["b", "two"]);
    await storage.move("a/two", "c/d/two");
    expect(await storage.size("a/two")).toBeUndefined();
    await storage.move("a/b/one", "c/d/two");
    expect(await text(storage, "c/d/two")).toBe("one");
    await storage.remove("c");
    await storage.remove("c");
    expect(await storage.readBytes("c/d/two")).toBeUndefined();
    expect(await storage.list("c")).toEqual([]);
  });

  test("appends, and reads whole or in part", async () => {
    const storage = create();
    for (const [offset, chunks] of [
      [0, ["ab", "cd"]],
      [4, ["efg"]],
    ] as const) {
      const file = await storage.openAppend("x/data");
      expect(file.offset).toBe(offset);
      await file.write(chunks.map(encode));
      await file.sync();
      await file.close();
    }
    expect(await new Response(storage.readStream("x/data")).text()).toBe("abcdefg");
    expect(await new Response(storage.readStream("x/data", { start: 2, end: 4 })).text()).toBe("cde");
  });

  test("has nothing below a file, and no size of a folder", async () => {
    const storage = create();
    await storage.writeBytes("a/file", encode("1"));
    expect(await storage.size("a/file/below")).toBeUndefined();
    expect(await storage.readBytes("a/file/below")).toBeUndefined();
    expect(await storage.size("a")).toBeUndefined();
  });
});

test("no path leaves the folder", async () => {
  const storage = createFileStorage(join(folder, "inside"));
  await writeFile(join(folder, "secret"), "secret");
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
    await expect((async () => storage.readBytes(path))(), path).rejects.toThrow("not a path");
    await expect((async () => storage.writeBytes(path, encode("x")))(), path).rejects.toThrow("not a path");
    await expect((async () => storage.remove(path))(), path).rejects.toThrow("not a path");
  }
});

test("a replaced file leaves no other file beside it", async () => {
  const storage = createFileStorage(folder);
  await Promise.all(["a", "b", "c"].map((content) => storage.writeBytes("x/link", encode(content))));
  expect(await readdir(join(folder, "x"))).toEqual(["link"]);
});
