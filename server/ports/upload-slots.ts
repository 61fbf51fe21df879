/**
 * How many layers an account sends at once. Who comes too many waits, as few clients try again by themselves. One user has
 * three quarters of an account's slots at most, and what becomes free goes to who has least: nobody keeps the others out.
 */

/** Requests of one user that may wait: each holds a connection. */
const WAITING_PER_USER = 200;

interface Sender {
  accountId: string;
  userId: string;
}

interface SlotLimits {
  perAccount: number;
  /** How long a request waits for a free slot; 0: not at all. */
  waitMs: number;
}

export interface UploadSlots {
  /**
   * Runs the work in a slot of the account, once the sender may have one. Undefined, without running it, if that takes
   * too long or the signal of `gone` is aborted while waiting.
   */
  within<Result extends object>(
    sender: Sender,
    limits: SlotLimits,
    gone: () => AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result | undefined>;
}

/** Slots that one user may have. */
export function shareOf(perAccount: number): number {
  return Math.max(1, Math.floor((perAccount * 3) / 4));
}

interface Account {
  /** By user. */
  taken: Map<string, number>;
  /** In the order they came. */
  waiting: Set<Waiting>;
}

interface Waiting {
  userId: string;
  perAccount: number;
  admit: () => void;
}

export function createUploadSlots(): UploadSlots {
  const accounts = new Map<string, Account>();

  async function waitFor(
    account: Account,
    { userId, perAccount, waitMs, gone }: WaitOptions,
  ): Promise<boolean> {
    const isCrowded =
      [...account.waiting].filter((other) => other.userId === userId).length >= WAITING_PER_USER;
    if (waitMs === 0 || isCrowded) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiting = { userId, perAccount, admit: () => resolve(true) };
    const giveUp = () => {
      account.waiting.delete(waiting);
      resolve(false);
    };
    const timer = setTimeout(giveUp, waitMs);
    account.waiting.add(waiting);
    gone.addEventListener("abort", giveUp);
    if (gone.aborted) giveUp();
    const admitted = await promise;
    clearTimeout(timer);
    gone.removeEventListener("abort", giveUp);
    return admitted;
  }

  return {
    async within({ accountId, userId }, { perAccount, waitMs }, gone, work) {
      const account = accounts.get(accountId) ?? { taken: new Map(), waiting: new Set() };
      accounts.set(accountId, account);
      if (mayTake(account, userId, perAccount)) take(account, userId);
      else if (!(await waitFor(account, { userId, perAccount, waitMs, gone: gone() }))) return undefined;
      try {
        return await work();
      } finally {
        leave(account, userId);
        if (account.taken.size === 0) accounts.delete(accountId);
      }
    },
  };
}

interface WaitOptions extends SlotLimits {
  userId: string;
  gone: AbortSignal;
}

const takenBy = ({ taken }: Account, userId: string) => taken.get(userId) ?? 0;

function mayTake(account: Account, userId: string, perAccount: number): boolean {
  const all = [...account.taken.values()].reduce((sum, count) => sum + count, 0);
  return all < perAccount && takenBy(account, userId) < shareOf(perAccount);
}

function take(account: Account, userId: string): void {
  account.taken.set(userId, takenBy(account, userId) + 1);
}

/** Hands the slot over at once, so that no newcomer gets ahead of those who wait. */
function leave(account: Account, userId: string): void {
  const left = takenBy(account, userId) - 1;
  if (left > 0) account.taken.set(userId, left);
  else account.taken.delete(userId);
  let next: Waiting | undefined;
  for (const waiting of account.waiting) {
    if (!mayTake(account, waiting.userId, waiting.perAccount)) continue;
    if (!next || takenBy(account, waiting.userId) < takenBy(account, next.userId)) next = waiting;
  }
  if (!next) return;
  account.waiting.delete(next);
  take(account, next.userId);
  next.admit();
}
