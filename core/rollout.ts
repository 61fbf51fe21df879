/**
 * How far a roll-out is. A firing's `detail` has it as a sentence, for clients that print it; the console reads the
 * parts from it.
 */

export interface Rollout {
  updated: number;
  wanted: number;
  ready: number;
  /** The Pod it waits for, which only people can delete. */
  pod?: string | undefined;
  /** The cluster's own message. */
  words?: string | undefined;
}

export function tellRollout({ updated, wanted, ready, pod, words }: Rollout): string {
  const counts = `${updated} of ${wanted} updated, ${ready} ready`;
  return [counts, ...(pod ? [`delete pod ${pod}`] : []), ...(words ? [words] : [])].join("; ").slice(0, 500);
}

/** Undefined where the detail is something else than such a sentence. */
export function readRollout(detail: string): Rollout | undefined {
  const found = /^(\d+) of (\d+) updated, (\d+) ready(?:; delete pod (\S+))?(?:; (.*))?$/s.exec(detail);
  if (!found) return undefined;
  const [, updated, wanted, ready, pod, words] = found;
  return { updated: Number(updated), wanted: Number(wanted), ready: Number(ready), pod, words };
}
