/** Writes pull counts to the tables every two seconds, so a crash loses no more than those of that time. */
import type { Deps } from "../deps.ts";
import { writePulls } from "../statistics/pulls.ts";

const EVERY_MS = 2000;

export interface PullTimer {
  /** Writes the last counts. */
  stop(): Promise<void>;
}

export function startPullTimer(deps: Deps): PullTimer {
  let writing = Promise.resolve();
  let failed = false;

  const write = async () => {
    try {
      await writePulls(deps);
      failed = false;
    } catch (error) {
      // Logged once: a full disk needs no line every two seconds.
      if (!failed) deps.log.error("pulls could not be counted yet", error);
      failed = true;
    }
  };
  const next = () => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(next, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await next();
    },
  };
}
