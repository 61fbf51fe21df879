/** Checks account, user and password. The console's session and the API's token both start here. */
import type { SignIn } from "../../core/session.ts";
import type { RequestFacts } from "../context.ts";
import type { Deps } from "../deps.ts";
import { addressGroup, type ThrottleKey } from "../ports/guess-throttle.ts";

export type SignInResult =
  | { outcome: "accepted"; userId: string; accountId: string }
  | { outcome: "refused" }
  | { outcome: "wait"; seconds: number };

/** Each check writes a line to the log, so that an operator sees who guesses at whom. */
export type SignInCheck = (credentials: SignIn, request: RequestFacts) => Promise<SignInResult>;

export function createSignIn(deps: Deps): SignInCheck {
  return async (credentials, { id, clientAddress }) => {
    const result = await check(credentials, clientAddress);
    const [account, user] = [credentials.account, credentials.user].map((name) => name.slice(0, 100));
    deps.log.info("sign-in", { requestId: id, outcome: result.outcome, account, user, clientAddress });
    return result;
  };

  async function check(credentials: SignIn, clientAddress: string | undefined): Promise<SignInResult> {
    const keys = throttleKeys(credentials, clientAddress);
    const seconds = await deps.state.guessThrottle.attempt(keys);
    if (seconds > 0) return { outcome: "wait", seconds };
    const user = await deps.db
      .selectFrom("users")
      .innerJoin("accounts", "accounts.id", "users.account_id")
      .select(["users.id", "users.account_id", "users.password_hash"])
      .where("accounts.name", "=", credentials.account)
      .where("users.name", "=", credentials.user)
      .executeTakeFirst();
    if (!user) {
      // Takes as long as a real check, so that the time does not tell which names exist.
      await deps.passwords.hash(credentials.password);
      return { outcome: "refused" };
    }
    if (!(await deps.passwords.verify(credentials.password, user.password_hash))) {
      return { outcome: "refused" };
    }
    await deps.state.guessThrottle.succeeded(keys);
    return { outcome: "accepted", userId: user.id, accountId: user.account_id };
  }
}

/**
 * Three limits. By user and address, so that guessing locks nobody out elsewhere. By user, against guessing from many
 * addresses, each of which then has one attempt. By address, with a larger allowance, as many people may sit behind
 * one.
 */
function throttleKeys({ account, user }: SignIn, clientAddress = ""): ThrottleKey[] {
  const who = JSON.stringify([account, user]);
  const address = addressGroup(clientAddress);
  const here = `user ${who} at ${address}`;
  return [
    { key: here, free: 5, clearedBySuccess: true },
    { key: `user ${who}`, free: 100, clearedBySuccess: false, onlyWith: here },
    { key: `address ${address}`, free: 30, clearedBySuccess: false },
  ];
}
