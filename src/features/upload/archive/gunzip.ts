/**
 * Unpacks gzip of one or several members (RFC 1952, as `cat a.gz b.gz` makes it), with or without zeros behind them, as
 * tapes and some downloads leave them. The browser's DecompressionStream takes one member and fails at what follows,
 * and does not tell how much it took: so it is given the bytes up to where a next member may begin, and only there is
 * asked whether the member has ended.
 */

/** The third byte: deflate, the only method there is. In compressed data the three come up once in 16 MB. */
const MAGIC = [0x1f, 0x8b, 0x08];
/** Header, the shortest content, and a trailer of CRC-32 and length. */
const SHORTEST_MEMBER = 20;
/** As many of a member's last bytes can be zeros: its trailer, and the end of its content. */
const ZEROS_OF_A_MEMBER = 10;
const TAIL = 64 * 1024;

/** Rejects where the data is damaged, or the blob cannot be read. */
export async function* gunzip(blob: Blob): AsyncGenerator<Uint8Array, undefined> {
  const end = await endWithoutZeros(blob);
  let member = openMember();
  try {
    for await (const { bytes, mayBegin } of cut(blob.slice(0, end))) {
      if (mayBegin && member.mayEnd()) {
        yield* member.end();
        member = openMember();
      }
      yield* member.write(bytes);
    }
    yield* member.endWithin(blob.size - end);
  } finally {
    member.cancel();
  }
}

async function endWithoutZeros(blob: Blob): Promise<number> {
  for (let end = blob.size; end > 0; end -= TAIL) {
    const from = Math.max(0, end - TAIL);
    const bytes = new Uint8Array(await blob.slice(from, end).arrayBuffer());
    const last = bytes.findLastIndex((byte) => byte !== 0);
    if (last !== -1) return from + last + 1;
  }
  return 0;
}

interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  /** The three bytes a member begins with are its first. */
  mayBegin: boolean;
}

async function* cut(blob: Blob): AsyncGenerator<Piece> {
  let held = new Uint8Array();
  let mayBegin = false;
  for await (const chunk of chunksOf(blob.stream())) {
    const bytes = held.length === 0 ? chunk : join(held, chunk);
    let from = 0;
    for (let at = bytes.indexOf(0x1f); at !== -1; at = bytes.indexOf(0x1f, at + 1)) {
      if (at + MAGIC.length > bytes.length || !MAGIC.every((byte, index) => bytes[at + index] === byte))
        continue;
      if (at > from) yield { bytes: bytes.subarray(from, at), mayBegin };
      from = at;
      mayBegin = true;
    }
    // The magic may go on in the next chunk.
    const edge = bytes.indexOf(0x1f, Math.max(from + (mayBegin ? 1 : 0), bytes.length - MAGIC.length + 1));
    const until = edge === -1 ? bytes.length : edge;
    if (until > from) {
      yield { bytes: bytes.subarray(from, until), mayBegin };
      mayBegin = false;
    }
    held = bytes.slice(until);
  }
  if (held.length > 0) yield { bytes: held, mayBegin };
}

/** Safari's streams are no iterables. */
async function* chunksOf<Chunk>(stream: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function join(start: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(start.length + rest.length);
  bytes.set(start);
  bytes.set(rest, start.length);
  return bytes;
}

function openMember() {
  const { readable, writable } = new DecompressionStream("gzip");
  const reader = readable.getReader();
  const writer = writable.getWriter();
  let written = 0;
  let unpacked = 0;
  let last = new Uint8Array();
  // One read is always open: what a write brought out is here once the write has ended, even if the next one fails.
  let reading = read();

  function read() {
    const next = reader.read();
    next.catch(() => undefined);
    return next;
  }

  /** All that the step brings out. */
  async function* during(step: Promise<void>): AsyncGenerator<Uint8Array> {
    const ended = step.then(() => undefined);
    ended.catch(() => undefined);
    for (
      let next = await Promise.race([reading, ended]);
      next?.value;
      next = await Promise.race([reading, ended])
    ) {
      unpacked += next.value.length;
      reading = read();
      yield next.value;
    }
    await ended;
  }

  async function* write(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
    yield* during(writer.write(bytes));
    written += bytes.length;
    last = join(last, bytes.subarray(-4)).slice(-4);
  }

  /** A member's last four bytes are the length of what it unpacks to, modulo 2^32. */
  function mayEnd(): boolean {
    if (written < SHORTEST_MEMBER) return false;
    return new DataView(last.buffer).getUint32(0, true) === unpacked % 2 ** 32;
  }

  const end = () => during(writer.close());

  return {
    write,
    mayEnd,
    end,
    /** Ends it somewhere in so many zeros. */
    async *endWithin(zeros: number): AsyncGenerator<Uint8Array> {
      for (let given = 0; given < Math.min(zeros, ZEROS_OF_A_MEMBER + 1); given += 1) {
        const ended = mayEnd();
        try {
          yield* write(new Uint8Array(1));
        } catch (error) {
          if (ended) return;
          throw error;
        }
      }
      yield* end();
    },
    cancel(): void {
      reader.cancel().catch(() => undefined);
      writer.abort().catch(() => undefined);
    },
  };
}
