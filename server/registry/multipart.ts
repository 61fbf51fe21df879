/** Several parts of a file in one answer (RFC 9110, section 14.6). */
import type { ByteRange } from "../ports/content.ts";

type Bytes = Uint8Array<ArrayBuffer>;

interface Whole {
  /** Bytes. */
  size: number;
  contentType: string;
  open: (range: ByteRange) => ReadableStream<Bytes>;
}

interface Multipart {
  body: ReadableStream<Bytes>;
  contentType: string;
  length: number;
}

export function multipart(ranges: readonly ByteRange[], { size, contentType, open }: Whole): Multipart {
  const boundary = crypto.randomUUID();
  const parts = ranges.map((range) => {
    const { start, end } = range;
    const lines = [
      `--${boundary}`,
      `Content-Type: ${contentType}`,
      `Content-Range: bytes ${start}-${end}/${size}`,
    ];
    return { range, head: encode(`\r\n${lines.join("\r\n")}\r\n\r\n`) };
  });
  const tail = encode(`\r\n--${boundary}--\r\n`);
  const length = parts.reduce(
    (sum, { range, head }) => sum + head.byteLength + range.end - range.start + 1,
    tail.byteLength,
  );
  return {
    body: streamOf(piecesOf()),
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length,
  };

  async function* piecesOf(): AsyncGenerator<Bytes, void, undefined> {
    for (const { range, head } of parts) {
      yield head;
      yield* open(range);
    }
    yield tail;
  }
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function streamOf(pieces: AsyncGenerator<Bytes, void, undefined>): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
