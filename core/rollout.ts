/** How far a roll-out is, as the `detail` of a firing has it: a sentence for clients that print it, its parts for the console. */

export interface Rollout {
  updated: number;
  wanted: number;
  ready: number;
  /** What it waits for, which nobody but people deletes. */
  pod?: string | undefined;
  /** The cluster's. */
  words?: string | undefined;
}

export function tellRollout({ updated, wanted, ready, pod, words }: Rollout): string {
  const counts = `${updated} of ${wanted} updated, ${ready} ready`;
  return [counts, ...(pod ? [`delete pod ${pod}`] : []), ...(words ? [words] : [])].join("; ").slice(0, 500);
}

/** Undefined where the detail is something else. */
export function readRollout(detail: string): Rollout | undefined {
  const found = /^(\d+) of (\d+) updated, (\d+) ready(?:; delete pod (\S+))?(?:; (.*))?$/s.exec(detail);
  if (!found) return undefined;
  const [, updated, wanted, ready, pod, words] = found;
  return { updated: Number(updated), wanted: Number(wanted), ready: Number(ready), pod, words };
}
