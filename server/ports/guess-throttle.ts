/**
 * Slows down guessing, of passwords and of names of accounts to share with. An attempt is counted before the guess is
 * checked, so that many at once gain nothing; a success takes its own count back. Nobody is locked out: the wait has a
 * ceiling, and attempts during a wait do not lengthen it. It is kept in memory: forgetting at a restart helps an
 * attacker little.
 */

export interface ThrottleKey {
  key: string;
  /** Attempts that cost nothing. */
  free: number;
  /** Whether a success clears the count; otherwise it takes back one. */
  clearedBySuccess: boolean;
  /** This key slows down only those who also have attempts under this other key. */
  onlyWith?: string;
}

const MAX_WAIT_MS = 60_000;
const FORGET_MS = 15 * 60_000;
const MAX_KEYS = 10_000;

interface Count {
  attempts: number;
  lastMs: number;
}

export interface GuessThrottle {
  /** Counts an attempt and answers 0, or answers the seconds to wait and counts nothing. */
  attempt(keys: readonly ThrottleKey[]): Promise<number>;
  succeeded(keys: readonly ThrottleKey[]): Promise<void>;
  /** How many more attempts are free of a wait. */
  left(keys: readonly ThrottleKey[]): Promise<number>;
}

export function createGuessThrottle(clock: () => Date, maxKeys = MAX_KEYS): GuessThrottle {
  /** The longest untouched first. */
  const counts = new Map<string, Count>();

  function current(key: string, nowMs: number): Count | undefined {
    const count = counts.get(key);
    if (!count || nowMs - count.lastMs >= FORGET_MS) return undefined;
    // If the clock was set back, the wait would otherwise be that much longer.
    count.lastMs = Math.min(count.lastMs, nowMs);
    return count;
  }

  function waitMs(key: ThrottleKey, nowMs: number): number {
    if (key.onlyWith !== undefined && !current(key.onlyWith, nowMs)) return 0;
    const count = current(key.key, nowMs);
    if (!count || count.attempts < key.free) return 0;
    const wait = Math.min(1000 * 2 ** (count.attempts - key.free), MAX_WAIT_MS);
    return Math.max(0, count.lastMs + wait - nowMs);
  }

  function put(key: string, count: Count): void {
    counts.delete(key);
    counts.set(key, count);
    if (counts.size <= maxKeys) return;
    for (const oldest of counts.keys()) {
      counts.delete(oldest);
      return;
    }
  }

  return {
    async attempt(keys) {
      const nowMs = clock().getTime();
      const wait = Math.max(0, ...keys.map((key) => waitMs(key, nowMs)));
      if (wait > 0) return Math.ceil(wait / 1000);
      for (const { key } of keys) {
        put(key, { attempts: (current(key, nowMs)?.attempts ?? 0) + 1, lastMs: nowMs });
      }
      return 0;
    },
    async succeeded(keys) {
      for (const { key, clearedBySuccess } of keys) {
        const count = counts.get(key);
        if (!count) continue;
        if (clearedBySuccess || count.attempts <= 1) counts.delete(key);
        else counts.set(key, { ...count, attempts: count.attempts - 1 });
      }
    },
    async left(keys) {
      const nowMs = clock().getTime();
      return Math.min(
        ...keys.map(({ key, free }) => Math.max(0, free - (current(key, nowMs)?.attempts ?? 0))),
      );
    },
  };
}

/** The addresses of one IPv6 /64 belong to one subscriber, so they count together. Other addresses count alone. */
export function addressGroup(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = ""] = address.split("::");
  return `${head
    .split(":")
    .slice(0, 4)
    .join(":")
    .replace(/(:0)+$/, "")}::/64`;
}
