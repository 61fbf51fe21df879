/** What the registry's files need from time to time: at the start, so that restarts do not put it off, and daily. */
import { collectGarbage } from "../content/collect-garbage.ts";
import { removeStaleUploads } from "../content/stale-uploads.ts";
import type { Deps } from "../deps.ts";

const EVERY_MS = 24 * 60 * 60 * 1000;

export interface Housekeeping {
  /** Resolves once no file is being worked on. */
  stop(): Promise<void>;
}

export function startHousekeeping(deps: Deps): Housekeeping {
  const abort = new AbortController();
  let running = run(deps, abort.signal);
  const timer = setInterval(() => {
    running = running.then(() => run(deps, abort.signal));
  }, EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      abort.abort();
      await running;
    },
  };
}

async function run(deps: Deps, signal: AbortSignal): Promise<void> {
  try {
    await removeStaleUploads(deps);
    const { links, blobs, bytes } = await collectGarbage(deps, { signal });
    if (links + blobs > 0) deps.log.info("collected garbage", { links, blobs, bytes });
  } catch (error) {
    deps.log.error("housekeeping failed; it is tried again in a day", error);
  }
}
