/** A blob of any size without its bytes in memory, and how a registry client sends and gets it. */
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import type { Running } from "./processes.ts";

/** Random, so nothing on the way can make it smaller. */
const PIECE = randomBytes(1024 * 1024);

/** No connection is shared: each transfer pays for its own. */
const agent = new Agent({ keepAlive: false });

export interface Blob {
  bytes: number;
  digest: string;
  pieces(): Iterable<Buffer>;
}

/** A new blob, unlike any before: nobody can have it already. */
export function newBlob(bytes: number): Blob {
  const start = randomBytes(Math.min(bytes, 32));
  function* pieces() {
    yield start;
    for (let left = bytes - start.length; left > 0; left -= PIECE.length) {
      yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
    }
  }
  const hash = createHash("sha256");
  for (const piece of pieces()) hash.update(piece);
  return { bytes, digest: `sha256:${hash.digest("hex")}`, pieces };
}

/** POST, PATCH, PUT, as docker does. */
export async function push(registry: Running, blob: Blob, repository = "bench/blob"): Promise<void> {
  const opened = await send(registry, "POST", `/v2/${repository}/blobs/uploads/`, 202);
  opened.resume();
  const sent = await send(registry, "PATCH", location(registry, opened), 202, blob);
  sent.resume();
  const url = new URL(location(registry, sent));
  url.searchParams.set("digest", blob.digest);
  (await send(registry, "PUT", url.href, 201)).resume();
}

/** Over a socket, with one piece of memory for all that comes: Node's HTTP client takes longer than either service. */
export async function pull({ name, origin, headers }: Running, { bytes, digest }: Blob): Promise<void> {
  const { hostname, host, port } = new URL(origin);
  let head = "";
  let hasHead = false;
  let left = bytes;
  const onread = {
    buffer: Buffer.allocUnsafeSlow(PIECE.length),
    callback(length: number, buffer: Uint8Array) {
      if (hasHead) left -= length;
      else {
        head += Buffer.from(buffer.subarray(0, length)).toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        hasHead = end >= 0;
        if (hasHead) left -= head.length - end - 4;
      }
      return true;
    },
  };
  const socket = connect({ host: hostname, port: Number(port), onread });
  const lines = Object.entries({ host, connection: "close", ...headers }).map((header) => header.join(": "));
  socket.write([`GET /v2/bench/blob/blobs/${digest} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  await once(socket, "close");
  if (!head.startsWith("HTTP/1.1 200") || left !== 0) throw new Error(`${name}: ${left} bytes are missing`);
}

function location({ origin }: Running, { headers }: IncomingMessage): string {
  return new URL(headers.location ?? "", origin).href;
}

async function send(
  registry: Running,
  method: string,
  target: string,
  status: number,
  body?: Blob,
): Promise<IncomingMessage> {
  const headers = { ...registry.headers, "content-length": String(body?.bytes ?? 0) };
  const outgoing = request(new URL(target, registry.origin), { method, headers, agent });
  const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
  if (body) Readable.from(body.pieces(), { objectMode: false, highWaterMark: PIECE.length }).pipe(outgoing);
  else outgoing.end();
  const [answer] = await answered;
  if (answer.statusCode !== status) throw new Error(`${registry.name}: ${method} ${answer.statusCode}`);
  return answer;
}
