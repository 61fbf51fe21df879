/**
 * The session can end while a person works: idling, somebody else in another tab, a restart. Requests that met a 401 wait here while
 * the person signs in over the page, and are then sent again (api/http.ts).
 */
import { useSyncExternalStore } from "react";
import { onSessionEnded, sayUser } from "../../api/http.ts";
import { shownSession } from "../../resources/session.ts";

interface Waiting {
  /** The answer to the first of these requests, which may give the reason. */
  refusal: unknown;
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
  sayUser(() => shownSession()?.user.id);
  onSessionEnded((refusal) => {
    if (!waiting) {
      const { promise, resolve } = Promise.withResolvers<void>();
      set({ refusal, promise, resolve });
      return promise;
    }
    return waiting.promise;
  });
}

export function sessionRestored(): void {
  waiting?.resolve();
  set(undefined);
}

/** Undefined while the session goes on. */
export function useSessionEnd(): { refusal: unknown } | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}
