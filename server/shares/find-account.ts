/**
 * Finds the accounts somebody wants to share with. The answer tells whether a name exists, so wrong names are counted,
 * and whoever tries many has to wait.
 */
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import type { ThrottleKey } from "../ports/guess-throttle.ts";

/** Two limits, by user and by account. An account may have many users, hence its larger allowance. */
function throttleKeys({ caller }: Context): ThrottleKey[] {
  return [
    { key: `share by ${caller.user.id}`, free: 10, clearedBySuccess: false },
    { key: `share of ${caller.account.id}`, free: 50, clearedBySuccess: false },
  ];
}

/**
 * Ids of the accounts with these names or ids, all of them or none. Attempts are counted first, so a wait says nothing
 * of the name. Throws 4001041 for an unknown one, 429 where the caller has to wait.
 */
export async function findAccounts(
  context: Context,
  column: "id" | "name",
  values: readonly string[],
): Promise<string[]> {
  const { db, state } = context;
  const keys = throttleKeys(context);
  const seconds = await state.guessThrottle.attempt(keys);
  if (seconds > 0) {
    throw new SwrError("tooManyAttempts", `too many wrong accounts were named: wait ${seconds} s`);
  }
  const wanted = [...new Set(values)];
  const found = await db.selectFrom("accounts").select(["id", column]).where(column, "in", wanted).execute();
  const unknown = wanted.find((value) => !found.some((account) => account[column] === value));
  if (unknown !== undefined) {
    const left = await state.guessThrottle.left(keys);
    const warning =
      left === 0 ? "the next try has to wait" : `after ${left} more wrong ones you have to wait`;
    throw new SwrError("invalidAccount", `there is no account ${unknown}; ${warning}`);
  }
  await state.guessThrottle.succeeded(keys);
  return wanted.flatMap((value) => found.find((account) => account[column] === value)?.id ?? []);
}
