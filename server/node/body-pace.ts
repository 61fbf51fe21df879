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

type Body = Pick<IncomingMessage, "complete"> & { destroy(): unknown } & AsyncIterable<Buffer>;

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
    for await (const chunk of body) {
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
