import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dockerArchive, fileOf, layerOf, tar, toBytes } from "../../../../tests/support/archives.ts";
import { gzipFile } from "./gzip-file.ts";
import { readImageArchive } from "./image-archive.ts";
import { openArchive } from "./open-archive.ts";
import { ArchiveError, type ArchiveProblem } from "./problem.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const never = new AbortController().signal;
const archive = tar(...dockerArchive([layerOf("one", 300_000), layerOf("two", 200_000)], ["team/app:1"]));
const gzip = (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes));

/** Counts how often the compressed bytes were read from their start. */
function countedBlob(bytes: Bytes) {
  const blob = new Blob([bytes]);
  const count = { passes: 0 };
  const slice = blob.slice.bind(blob);
  blob.slice = (start, end) => {
    const part = slice(start, end);
    const stream = part.stream.bind(part);
    part.stream = () => {
      count.passes += 1;
      return stream();
    };
    return part;
  };
  return { blob, count };
}

async function problemOf(bytes: Bytes, maxBytes: number | null = null): Promise<ArchiveProblem> {
  try {
    await readImageArchive(await openArchive(new Blob([bytes]), maxBytes, never));
  } catch (error) {
    if (error instanceof ArchiveError) return error.problem;
    throw error;
  }
  throw new Error("no problem was found");
}

it("reads what is in it as from the archive itself, in one pass", async () => {
  const { blob, count } = countedBlob(gzip(archive));
  const source = await openArchive(blob, null, never);
  expect(source.forwardOnly).toBe(true);
  expect(await readImageArchive(source)).toEqual(await readImageArchive(fileOf(archive)));
  expect(count.passes).toBe(1);
});

describe("a read", () => {
  it("answers the bytes, whichever way it goes, and fewer at the end only", async () => {
    const source = gzipFile(new Blob([gzip(archive)]), null, never);
    const at: [number, number][] = [
      [0, 100],
      [50, 200],
      [70_000, 70_000],
      [100_000, 70_000],
      [10, 10],
      [120_000, 90_000],
      [archive.length - 10, 50],
      [archive.length + 10, 50],
      [3, 5],
    ];
    for (const [offset, length] of at)
      expect(await source.read(offset, length)).toEqual(archive.slice(offset, offset + length));
    expect(source.size).toBe(archive.length);
  });

  it("forwards, or of the chunk before, needs no second pass", async () => {
    const { blob, count } = countedBlob(gzip(archive));
    const source = gzipFile(blob, null, never);
    for (const offset of [0, 100_000, 150_000, 100_000 + 70_000]) {
      expect(await source.body(offset, 100_000)).toEqual(archive.slice(offset, offset + 100_000));
    }
    expect(count.passes).toBe(1);
    await source.body(0, 100_000);
    expect(count.passes).toBe(2);
  });

  it("takes its turn where several are asked for at once", async () => {
    const source = gzipFile(new Blob([gzip(archive)]), null, never);
    const offsets = [300_000, 5, 100_000];
    const parts = await Promise.all(offsets.map((offset) => source.read(offset, 1000)));
    expect(parts).toEqual(offsets.map((offset) => archive.slice(offset, offset + 1000)));
  });

  it("ends when it is no longer wanted", async () => {
    const abort = new AbortController();
    const source = gzipFile(new Blob([gzip(archive)]), null, abort.signal);
    await source.read(0, 10);
    abort.abort("removed");
    await expect(source.read(400_000, 10)).rejects.toBe("removed");
  });
});

it.each<[string, Bytes, ArchiveProblem]>([
  ["cut off", gzip(archive).slice(0, 500), { code: "compressed_damaged" }],
  ["changed", gzip(archive).map((byte, at) => (at === 10 ? 0xff : byte)), { code: "compressed_damaged" }],
  ["of something else", gzip(toBytes("hello ".repeat(200))), { code: "not_a_tar" }],
  ["of nothing", gzip(new Uint8Array()), { code: "empty_file" }],
  ["compressed twice", gzip(gzip(archive)), { code: "compressed", format: "gzip" }],
  ["of a cut archive", gzip(archive.slice(0, 400_000)), { code: "truncated", entry: "layer1/layer.tar" }],
])("refuses one %s", async (_, bytes, problem) => {
  expect(await problemOf(bytes)).toEqual(problem);
});

it("refuses more than the edition takes, once that much was unpacked", async () => {
  expect(await problemOf(gzip(new Uint8Array(10_000_000)), 5_000_000)).not.toEqual({
    code: "too_large",
    max: 5_000_000,
  });
  const bomb = gzip(tar({ name: "layer.tar", content: new Uint8Array(10_000_000) }, { name: "last" }));
  expect(bomb.length).toBeLessThan(50_000);
  expect(await problemOf(bomb, 5_000_000)).toEqual({ code: "too_large", max: 5_000_000 });
});
