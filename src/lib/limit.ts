/**
 * Runs at most `max` tasks at a time; the others wait in order. One whose signal is aborted while it waits is never
 * started, and throws the signal's reason.
 */
export function createLimit(max: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function run<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (running >= max) await new Promise<void>((start) => waiting.push(start));
    else running += 1;
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      // The next one takes the place over, so the number of those running stays.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
