/** Ends requests whose bodies come too slowly: each holds a connection, and a layer also an upload slot. */
import type { IncomingMessage } from "node:http";

export interface Pace {
  /** Bytes that have to arrive */
  bytes: number;
  /** in so many milliseconds. */
  everyMs: number;
}

/** A kilobyte a second: any line is faster, and a client resumes an upload that was cut. */
export const PACE: Pace = { bytes: 64 * 1024, everyMs: 60_000 };

type Body = Pick<IncomingMessage, "complete" | "iterator"> & { destroy(): unknown };

/**
 * The body as it arrives. Time in which nobody reads does not count, as while a request waits for a slot or a slow
 * disk.
 */
export async function* atPace(body: Body, { bytes, everyMs }: Pace): AsyncGenerator<Buffer> {
  let arrived = 0;
  let unwantedMs = 0;
  let handedOnAt: number | undefined;
  const unwanted = (now: number) => unwantedMs + (handedOnAt === undefined ? 0 : now - handedOnAt);
  const check = setInterval(() => {
    const now = performance.now();
    if (arrived < bytes && unwanted(now) < everyMs / 2 && !body.complete) body.destroy();
    [arrived, unwantedMs] = [0, 0];
    if (handedOnAt !== undefined) handedOnAt = now;
  }, everyMs);
  try {
    // Whoever reads no further than this may still want to answer.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      arrived += chunk.byteLength;
      handedOnAt = performance.now();
      yield chunk;
      unwantedMs = unwanted(performance.now());
      handedOnAt = undefined;
    }
  } finally {
    clearInterval(check);
  }
}

/** Of a refused body, the most that is still read: a client that reads no answer before it has sent all. */
const UNREAD = { bytes: 64 * 1024 * 1024, ms: 10_000 };

/**
 * Reads and forgets what is left of a body whose request is answered. Were the connection closed instead, the client
 * would lose the answer; beyond UNREAD it is.
 */
export function forgetRest(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return;
  const { socket } = incoming;
  const [beganAt, before] = [performance.now(), socket.bytesRead];
  const check = setInterval(() => {
    const isTooMuch = socket.bytesRead - before > UNREAD.bytes || performance.now() - beganAt > UNREAD.ms;
    if (isTooMuch) incoming.destroy();
  }, 200);
  incoming.once("close", () => clearInterval(check));
  // Who read it would still pause it.
  incoming.removeAllListeners("data");
  incoming.resume();
}

/**
 * For a body that is read whole, and so not by `atPace`: it must be complete within `everyMs`. `isPaced` tells whether
 * `atPace` reads it.
 */
export function endIfSlow(incoming: IncomingMessage, { everyMs }: Pace, isPaced: () => boolean): void {
  if (incoming.complete) return;
  const cut = setTimeout(() => {
    if (!incoming.complete && !isPaced()) incoming.destroy();
  }, everyMs);
  incoming.once("close", () => clearTimeout(cut));
}
