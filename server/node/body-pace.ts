/** Ends requests whose bodies only drip: each holds a connection, and a layer its slot. */
import type { IncomingMessage } from "node:http";

export interface Pace {
  /** Bytes that have to come */
  bytes: number;
  /** in so many milliseconds. */
  everyMs: number;
}

/** A kilobyte a second is less than any line brings; a client resumes what was cut. */
export const PACE: Pace = { bytes: 64 * 1024, everyMs: 60_000 };

type Body = Pick<IncomingMessage, "complete"> & { destroy(): unknown } & AsyncIterable<Buffer>;

/** The body as it arrives. While nobody wants more of it, as for lack of a slot or of a fast disk, it may stand. */
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

/** The same for one that is read whole: it has all of that time, and `isPaced` tells whether `atPace` sees to it. */
export function endIfSlow(incoming: IncomingMessage, { everyMs }: Pace, isPaced: () => boolean): void {
  if (incoming.complete) return;
  const cut = setTimeout(() => {
    if (!incoming.complete && !isPaced()) incoming.destroy();
  }, everyMs);
  incoming.once("close", () => clearTimeout(cut));
}
