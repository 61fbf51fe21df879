/**
 * Runs background work in steps that leave time to requests in between, as SQLite and its syncs block the whole
 * process.
 */
import { wait } from "../../core/registry-client/retry.ts";
import type { ServiceState } from "../ports/service-state.ts";

/** The share of the time that the work takes while requests come. */
const SHARE = 1 / 30;
const LONGEST_MS = 1000;

/** Runs a step, then leaves the time to requests, if any come. Not inside a transaction. Throws the signal's reason. */
export async function givingWay<Result>(
  { state, signal }: { state: Pick<ServiceState, "traffic">; signal?: AbortSignal | undefined },
  step: () => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  const result = await step();
  const others = (performance.now() - start) / SHARE;
  await wait(state.traffic.isThere() ? Math.min(others, LONGEST_MS) : 0, signal);
  return result;
}
