/**
 * The session can end while a person works: idling, another tab, a restart. Requests that met a 401 wait here while
 * the person signs in over the page, and are then sent again (api/http.ts).
 */
import { useSyncExternalStore } from "react";
import { onSessionEnded } from "../../api/http.ts";

interface Waiting {
  promise: Promise<void>;
  resolve: () => void;
}

let waiting: Waiting | undefined;
const listeners = new Set<() => void>();

function set(next: Waiting | undefined): void {
  waiting = next;
  for (const listener of listeners) listener();
}

export function watchSession(): void {
  onSessionEnded(() => {
    if (!waiting) {
      const { promise, resolve } = Promise.withResolvers<void>();
      set({ promise, resolve });
      return promise;
    }
    return waiting.promise;
  });
}

export function sessionRestored(): void {
  waiting?.resolve();
  set(undefined);
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== undefined,
  );
}
