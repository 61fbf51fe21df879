import { crc32, gzipSync, inflateRawSync, constants as zlib } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { concat, toBytes } from "../../../../tests/support/archives.ts";
import { gunzip } from "./gunzip.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const HEADER = 10;
const TRAILER = 8;

/**
 * As the standard has it and browsers do: bytes behind the member are an error, and what the same write brought out is
 * lost. Node's own brings it out some time after the write. Slow; takes headers without options.
 */
class OneMember {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Bytes>;

  constructor() {
    let all: Bytes = new Uint8Array();
    let given = 0;
    let ended = false;
    const step = (chunk: Bytes, controller: TransformStreamDefaultController<Uint8Array>) => {
      all = concat(all, chunk);
      if (all.length <= HEADER) return;
      const options = { finishFlush: zlib.Z_SYNC_FLUSH, info: true } as const;
      // With `info` it answers what it read, too, which its types do not tell.
      const { buffer, engine } = inflateRawSync(all.subarray(HEADER), options) as unknown as {
        buffer: Uint8Array;
        engine: { bytesWritten: number };
      };
      const size = HEADER + engine.bytesWritten + TRAILER;
      if (all.length > size) throw new TypeError("junk after the member");
      ended = all.length === size;
      if (ended && new DataView(all.buffer).getUint32(size - TRAILER, true) !== crc32(buffer))
        throw new TypeError("another checksum");
      if (buffer.length > given) controller.enqueue(buffer.subarray(given));
      given = buffer.length;
    };
    const { readable, writable } = new TransformStream<Bytes, Uint8Array>({
      transform: step,
      flush() {
        if (!ended) throw new TypeError("cut off");
      },
    });
    this.readable = readable;
    this.writable = writable;
  }
}

beforeEach(() => vi.stubGlobal("DecompressionStream", OneMember));
afterEach(() => vi.unstubAllGlobals());

async function unpack(bytes: Bytes, chunk = bytes.length): Promise<Bytes> {
  const blob = new Blob([bytes]);
  const slice = blob.slice.bind(blob);
  blob.slice = (start = 0, end = bytes.length) => {
    const part = slice(start, end);
    let at = start;
    part.stream = () => {
      const stream = new ReadableStream({
        pull(controller) {
          if (at === end) return controller.close();
          controller.enqueue(bytes.slice(at, Math.min(at + chunk, end)));
          at = Math.min(at + chunk, end);
        },
      });
      // As in Safari.
      return Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
    };
    return part;
  };
  const parts: Bytes[] = [];
  for await (const part of gunzip(blob)) parts.push(Uint8Array.from(part));
  return concat(...parts);
}

const pack = (text: string) => Uint8Array.from(gzipSync(text));
const zeros = (count: number) => new Uint8Array(count);

it.each<[string, Bytes, string]>([
  ["one member", pack("hello"), "hello"],
  ["several", concat(pack("one "), pack("two "), pack("three")), "one two three"],
  ["an empty one between", concat(pack("one "), pack(""), pack("two")), "one two"],
  ["zeros behind", concat(pack("hello"), zeros(7)), "hello"],
  ["many zeros behind", concat(pack("one "), pack("two"), zeros(100_000)), "one two"],
  ["zeros behind an empty one", concat(pack("hello"), pack(""), zeros(512)), "hello"],
  ["a length that ends in zeros", concat(pack("x".repeat(65_536)), zeros(1)), "x".repeat(65_536)],
  ["the magic in its content", pack("\u001f\u008b\u0008"), "\u001f\u008b\u0008"],
])("unpacks %s", async (_, bytes, text) => {
  expect(new TextDecoder().decode(await unpack(bytes))).toBe(text);
});

it("unpacks any members, however they come in", async () => {
  const member = fc.oneof(
    fc.string({ maxLength: 300 }).map((text) => Uint8Array.from(gzipSync(text))),
    // Stored, not compressed: the magic stands in the bytes as it does in the content.
    fc.constant(Uint8Array.from(gzipSync(Uint8Array.of(1, 0x1f, 0x8b, 8, 0x1f, 0x1f, 0x8b), { level: 0 }))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 1, maxLength: 5 }),
      fc.nat(20),
      fc.integer({ min: 1, max: 60 }),
      async (members, behind, chunk) => {
        const wanted = await Promise.all(members.map((bytes) => unpack(bytes)));
        expect(await unpack(concat(...members, zeros(behind)), chunk)).toEqual(concat(...wanted));
      },
    ),
    { numRuns: 100 },
  );
});

it.each<[string, Bytes]>([
  ["one cut off", pack("hello ".repeat(100)).slice(0, 20)],
  ["one cut off and filled with zeros", concat(pack("hello ".repeat(100)).slice(0, 20), zeros(1000))],
  ["a second one cut off", concat(pack("one"), pack("two").slice(0, 15))],
  ["text behind", concat(pack("hello"), toBytes("more"))],
  ["zeros between", concat(pack("one"), zeros(10), pack("two"))],
])("refuses %s", async (_, bytes) => {
  await expect(unpack(bytes)).rejects.toThrow();
});
