/** Looks every second for jobs that are due. */

import type { JobRunner } from "../jobs/runner.ts";
import type { Logger } from "../ports/logger.ts";

const EVERY_MS = 1000;

export interface JobTimer {
  /** Resolves once no job is running. */
  stop(): Promise<void>;
}

export function startJobTimer(runner: JobRunner, log: Logger): JobTimer {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let ticking = Promise.resolve();

  function tick(): void {
    ticking = runner
      .tick()
      .catch((error: unknown) => log.error("no job could be taken", error))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, EVERY_MS);
      });
  }

  tick();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await runner.stop();
      await ticking;
      await runner.stop();
    },
  };
}
