import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  base256,
  concat,
  fileOf,
  paxRecord,
  type TarEntry,
  tar,
  tarEntry,
  toBytes,
} from "../../../../tests/support/archives.ts";
import { ArchiveError, type ArchiveProblem } from "./problem.ts";
import { BLOCK } from "./tar-header.ts";
import { indexTar, MAX_HEADERS } from "./tar-index.ts";

async function findIn(entries: readonly TarEntry[], name: string) {
  return (await indexTar(fileOf(tar(...entries)))).find(name);
}

async function problemOf(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<ArchiveProblem> {
  try {
    const index = await indexTar(fileOf(bytes));
    if (name !== undefined) index.find(name);
  } catch (error) {
    if (error instanceof ArchiveError) return error.problem;
    throw error;
  }
  throw new Error("no problem was found");
}

describe("what an index finds", () => {
  it("locates a file's content", async () => {
    const bytes = tar({ name: "a/", type: "5" }, { name: "./a/b.json", content: "hello" });
    const found = (await indexTar(fileOf(bytes))).find("a/b.json");
    expect(found).toEqual({ name: "a/b.json", offset: 2 * BLOCK, size: 5 });
  });

  it("reads headers only, whatever lies between them", async () => {
    const file = fileOf(
      tar({ name: "big", content: new Uint8Array(1_000_000) }, { name: "small", content: "x" }),
    );
    expect((await indexTar(file)).find("small")?.size).toBe(1);
    expect(file.bytesRead).toBeLessThan(70_000);
  });

  it.each<[string, TarEntry[], string]>([
    ["a ustar prefix", [{ name: "b", prefix: "a", content: "x" }], "a/b"],
    [
      "a pax path, link path and size",
      [
        { name: "h", type: "x", content: paxRecord("path", "päx/name") + paxRecord("size", "1") },
        { name: "cut", content: "x", size: 0 },
      ],
      "päx/name",
    ],
    [
      "a GNU long name",
      [
        { name: "././@LongLink", type: "L", content: `${"n".repeat(300)}\0` },
        { name: "n", content: "x" },
      ],
      "n".repeat(300),
    ],
    [
      "a GNU long link name",
      [
        { name: "t".repeat(90), content: "x" },
        { name: "././@LongLink", type: "K", content: `${"t".repeat(90)}\0` },
        { name: "link", type: "1", link: "cut" },
      ],
      "link",
    ],
    ["a base-256 size", [{ name: "f", content: "x", size: base256(1) }], "f"],
    [
      "a global header's comment",
      [
        { name: "g", type: "g", content: paxRecord("comment", "x") },
        { name: "f", content: "x" },
      ],
      "f",
    ],
    [
      "a hard link",
      [
        { name: "a/l", type: "1", link: "b/f" },
        { name: "b/f", content: "x" },
      ],
      "a/l",
    ],
    [
      "a symbolic link",
      [
        { name: "a/l", type: "2", link: "../b/f" },
        { name: "b/f", content: "x" },
      ],
      "a/l",
    ],
    [
      "a symbolic link told from the archive's root",
      [
        { name: "a/l", type: "2", link: "b/f" },
        { name: "b/f", content: "x" },
      ],
      "a/l",
    ],
    [
      "a symbolic link's own place before the archive's root",
      [
        { name: "a/l", type: "2", link: "b/f" },
        { name: "b/f", content: "xxx" },
        { name: "a/b/f", content: "x" },
      ],
      "a/l",
    ],
    [
      "a link to a link",
      [
        { name: "1", type: "2", link: "2" },
        { name: "2", type: "2", link: "3" },
        { name: "3", content: "x" },
      ],
      "1",
    ],
    [
      "the later of two",
      [
        { name: "f", content: "xxx" },
        { name: "f", content: "x" },
      ],
      "f",
    ],
  ])("understands %s", async (_, entries, name) => {
    expect(await findIn(entries, name)).toMatchObject({ size: 1 });
  });

  it("ends with the file where no zero blocks do", async () => {
    expect((await indexTar(fileOf(tarEntry({ name: "f", content: "x" })))).find("f")?.size).toBe(1);
  });
});

describe("what an index refuses", () => {
  const file = tarEntry({ name: "f", content: "x".repeat(600) });

  it.each<[string, Uint8Array<ArrayBuffer>, ArchiveProblem]>([
    ["nothing", new Uint8Array(), { code: "empty_file" }],
    ["text", toBytes("hello ".repeat(200)), { code: "not_a_tar" }],
    ["a few bytes", toBytes("hello"), { code: "not_a_tar" }],
    [
      "gzip",
      concat(Uint8Array.of(0x1f, 0x8b, 8), new Uint8Array(600)),
      { code: "compressed", format: "gzip" },
    ],
    [
      "zstd",
      concat(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), new Uint8Array(600)),
      { code: "compressed", format: "zstd" },
    ],
    [
      "zip",
      concat(Uint8Array.of(0x50, 0x4b, 3, 4), new Uint8Array(600)),
      { code: "compressed", format: "zip" },
    ],
    ["bzip2", concat(toBytes("BZh91AY&SY"), new Uint8Array(600)), { code: "compressed", format: "bzip2" }],
    ["content cut off", file.slice(0, 1000), { code: "truncated", entry: "f" }],
    ["a header cut off", concat(file, file.slice(0, 100)), { code: "truncated", entry: "f" }],
    ["a size beyond the end", tar({ name: "f", size: 10_000 }), { code: "truncated", entry: "f" }],
    [
      "a base-256 size beyond the end",
      tar({ name: "f", size: base256(2 ** 50) }),
      { code: "truncated", entry: "f" },
    ],
    [
      "a negative size",
      tar({ name: "f", size: new Uint8Array(12).fill(0xff) }),
      { code: "bad_header", offset: 0 },
    ],
    ["a size that is no number", tar({ name: "f", size: toBytes("12x") }), { code: "bad_header", offset: 0 }],
    [
      "a pax size beyond the end",
      tar({ name: "p", type: "x", content: paxRecord("size", "99999") }, { name: "f" }),
      { code: "truncated", entry: "f" },
    ],
    [
      "a changed header",
      concat(
        file,
        tar({ name: "g" }).map((byte, index) => (index === 3 ? 65 : byte)),
      ),
      { code: "bad_checksum", offset: 1536 },
    ],
    [
      "malformed pax",
      tar({ name: "p", type: "x", content: "99 path=a\n" }, { name: "f" }),
      { code: "bad_header", offset: 0 },
    ],
    [
      "a global rename",
      tar({ name: "p", type: "g", content: paxRecord("path", "a") }, { name: "f" }),
      { code: "bad_header", offset: 0 },
    ],
    [
      "a huge long name",
      tar({ name: "L", type: "L", content: "n".repeat(70_000) }, { name: "f" }),
      { code: "bad_header", offset: 0 },
    ],
    [
      "a sparse file",
      tar({ name: "p", type: "x", content: paxRecord("GNU.sparse.major", "1") }, { name: "f" }),
      { code: "unsupported_entry", entry: "f" },
    ],
    ["an absolute name", tar({ name: "/etc/passwd" }), { code: "absolute_name", entry: "/etc/passwd" }],
    ["a name that goes up", tar({ name: "a/../../b" }), { code: "parent_name", entry: "a/../../b" }],
    ["a device", tar({ name: "dev/sda", type: "4" }), { code: "device", entry: "dev/sda" }],
    ["a pipe", tar({ name: "pipe", type: "6" }), { code: "device", entry: "pipe" }],
    ["an unknown type", tar({ name: "s", type: "S" }), { code: "unsupported_entry", entry: "s" }],
    [
      "a link out of the archive",
      tar({ name: "a/l", type: "2", link: "../../etc" }),
      { code: "link_outside", entry: "a/l" },
    ],
    [
      "a link to an absolute path",
      tar({ name: "l", type: "2", link: "/etc/passwd" }),
      { code: "link_outside", entry: "l" },
    ],
  ])("%s", async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toEqual(problem);
  });

  it.each<[string, TarEntry[], ArchiveProblem]>([
    ["a link to itself", [{ name: "l", type: "2", link: "l" }], { code: "link_loop", entry: "l" }],
    [
      "links in a circle",
      [
        { name: "l", type: "1", link: "m" },
        { name: "m", type: "2", link: "l" },
      ],
      { code: "link_loop", entry: "l" },
    ],
    [
      "links in a circle through the archive's root",
      [
        { name: "l", type: "2", link: "a/m" },
        { name: "a/m", type: "2", link: "l" },
      ],
      { code: "link_loop", entry: "l" },
    ],
    ["a link to nothing", [{ name: "l", type: "1", link: "m" }], { code: "link_broken", entry: "l" }],
  ])("%s, once it is followed", async (_, entries, problem) => {
    expect(await problemOf(tar(...entries), "l")).toEqual(problem);
  });

  it("more entries than an image can have", async () => {
    const entry = tarEntry({ name: "f" });
    const bytes = new Uint8Array((MAX_HEADERS + 1) * BLOCK);
    for (let index = 0; index <= MAX_HEADERS; index += 1) bytes.set(entry, index * BLOCK);
    expect(await problemOf(bytes)).toEqual({ code: "too_many_entries", max: MAX_HEADERS });
  });
});

describe("any bytes", () => {
  const entry = fc.record({
    name: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("a", "b", "../a", "/a", "a/")),
    type: fc.constantFrom("0", "1", "2", "3", "5", "x", "g", "L", "K", "S", "\0"),
    link: fc.constantFrom("", "a", "b", "../a", "/a"),
    content: fc.oneof(
      fc.string({ maxLength: 700 }),
      fc
        .tuple(fc.constantFrom("path", "size", "linkpath"), fc.string({ maxLength: 9 }))
        .map(([key, value]) => paxRecord(key, value)),
    ),
    size: fc.option(
      fc.oneof(
        fc.nat(5000),
        fc.uint8Array({ minLength: 12, maxLength: 12 }).map((a) => Uint8Array.from(a)),
      ),
      { nil: undefined },
    ),
  });
  const damage = fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { maxLength: 4 });

  it("are indexed or refused with a problem, and never read past the end", async () => {
    const archives = fc
      .tuple(fc.array(entry, { maxLength: 6 }), damage, fc.nat(8000))
      .map(([entries, changes, length]) => {
        const bytes = tar(...entries);
        for (const [offset, value] of changes) if (offset < bytes.length) bytes[offset] = value;
        return bytes.slice(0, length);
      });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          archives,
          fc.uint8Array({ maxLength: 2000 }).map((a) => Uint8Array.from(a)),
        ),
        async (bytes) => {
          try {
            const index = await indexTar(fileOf(bytes));
            for (const name of ["a", "b", ""]) {
              const found = index.find(name);
              if (found) expect(found.offset + found.size).toBeLessThanOrEqual(bytes.length);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(ArchiveError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
