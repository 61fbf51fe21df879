/** What is worth trying again, and when. */
import { RegistryFailure } from "./client.ts";

/** After so many failures in a row without a byte of progress the upload stops: about half a minute. */
export const MAX_FAILURES = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** Resolves after `ms`; rejects with the signal's reason. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits before another try; throws where another try is not worth so long a wait. */
export type Pause = (ms: number, signal: AbortSignal | undefined, failure: RegistryFailure) => Promise<void>;

export const wait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(end, ms);
    function end() {
      signal?.removeEventListener("abort", abort);
      resolve();
    }
    function abort() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", abort, { once: true });
  });

/**
 * Failures that may pass: no answer, a failing service, or a request that came too early (409 and 416 while the
 * registry still works on one that was cut off, 429 when it is too busy). An upload the registry forgot is started
 * again. 501 and 507 (storage full) do not pass by themselves.
 */
export function isTransient(error: unknown): error is RegistryFailure {
  if (!(error instanceof RegistryFailure)) return false;
  const { status, code } = error;
  if (code === "BLOB_UPLOAD_UNKNOWN") return true;
  return [0, 408, 409, 416, 429].includes(status) || (status >= 500 && status !== 501 && status !== 507);
}

/** `failures` counts from 1. */
export function waitBefore(failure: RegistryFailure, failures: number): number {
  return Math.min(Math.max(FIRST_WAIT_MS * 2 ** (failures - 1), failure.retryAfterMs), LONGEST_WAIT_MS);
}

/** Tries again while it is worth it. */
export async function withRetry<Result>(
  attempt: () => Promise<Result>,
  pause: Pause,
  signal?: AbortSignal,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error) || failures > MAX_FAILURES) throw error;
      await pause(waitBefore(error, failures), signal, error);
    }
  }
}
