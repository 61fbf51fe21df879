/** The time, for words that age with it ("3 minutes ago"). One timer serves all who watch, and stops with the last. */
import { useSyncExternalStore } from "react";

const TICK = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tick, TICK);
    // No tick for a difference too small to matter; the clock may also have been set back.
    if (Math.abs(Date.now() - now) >= TICK) tick();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Milliseconds; up to half a minute old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
