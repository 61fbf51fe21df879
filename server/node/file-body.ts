/**
 * Files as bodies of answers. Web streams allocate each piece anew and pass it through several promises, which made a
 * pull half as slow again as CNCF distribution's. So a stream of a file remembers its file: the HTTP server sends that
 * itself, and everybody else reads the stream.
 */
import { Buffer } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import type { ByteRange } from "../ports/content.ts";

const READ_BYTES = 512 * 1024;

interface FilePart {
  path: string;
  start: number;
  /** Exclusive; infinite up to the end of the file, wherever that is. */
  end: number;
}

const parts = new WeakMap<object, FilePart>();

/** Opens the file with the first read. (Readable.toWeb would copy each piece.) */
export function fileStream(path: string, range?: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  const part = { path, start: range?.start ?? 0, end: range ? range.end + 1 : Number.POSITIVE_INFINITY };
  let position = part.start;
  let file: FileHandle | undefined;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        file ??= await open(path, "r");
        const piece = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, part.end - position));
        const { bytesRead } = await file.read(piece, 0, piece.length, position);
        position += bytesRead;
        if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead));
        if (bytesRead > 0 && position < part.end) return;
        await file.close();
        controller.close();
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
  parts.set(stream, part);
  return stream;
}

/** The part of a file that a body of `fileStream` stands for; undefined for any other body. */
export function filePartOf(body: Response["body"]): FilePart | undefined {
  return body === null ? undefined : parts.get(body);
}

/**
 * Sends head and file. One piece is read while the one before goes out, so memory stays at two pieces however slow the
 * client is. Throws only where nothing has been sent yet; later the connection is cut, as a length was promised.
 */
export async function sendFile(part: FilePart, response: Response, outgoing: ServerResponse): Promise<void> {
  const file = await open(part.path, "r");
  try {
    outgoing.setHeaders(response.headers).writeHead(response.status);
    await copy(file, part, outgoing);
    outgoing.end();
  } catch {
    outgoing.destroy();
  } finally {
    await file.close();
  }
}

async function copy(file: FileHandle, { start, end }: FilePart, outgoing: ServerResponse): Promise<void> {
  // The write callbacks of a response that waits behind another on its connection never come when the client hangs up.
  const gone = new Promise<never>((_, reject) => outgoing.once("close", () => reject(new Error("hung up"))));
  gone.catch(() => undefined);
  const pieceBytes = Math.min(READ_BYTES, end - start);
  const buffers = [Buffer.allocUnsafeSlow(pieceBytes), Buffer.allocUnsafeSlow(pieceBytes)] as const;
  let written: Promise<void> = Promise.resolve();
  let position = start;
  for (let turn: 0 | 1 = 0; position < end; turn = turn === 0 ? 1 : 0) {
    const { bytesRead } = await file.read(buffers[turn], 0, Math.min(pieceBytes, end - position), position);
    await Promise.race([written, gone]);
    if (bytesRead === 0) {
      if (end !== Number.POSITIVE_INFINITY) throw new Error("the file is shorter than promised");
      return;
    }
    position += bytesRead;
    written = write(outgoing, buffers[turn].subarray(0, bytesRead));
    // Awaited in the next round; until then, a failure is not an unhandled one.
    written.catch(() => undefined);
  }
  await Promise.race([written, gone]);
}

/** Resolves once the bytes have left the buffer. */
function write(outgoing: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
