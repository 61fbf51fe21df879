/** The caller's temporary logins that are still good. */
import type { TemporaryLogin } from "../../core/console-operations/temporary-logins.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";

/** In one answer; programs may have made any number. */
const SHOWN = 100;

export async function listTemporaryLogins(
  context: Context,
): Promise<{ total: number; logins: TemporaryLogin[] }> {
  const { total } = await stillGood(context).select(countRows().as("total")).executeTakeFirstOrThrow();
  const logins = await stillGood(context)
    .select(["access_key", "created_at", "expires_at", "last_used_at"])
    .orderBy("created_at", "desc")
    .orderBy("access_key")
    .limit(SHOWN)
    .execute();
  return { total, logins };
}

function stillGood({ db, caller, clock }: Context) {
  return db
    .selectFrom("login_keys")
    .where("user_id", "=", caller.user.id)
    .where("expires_at", ">", clock().toISOString());
}

/** One, or all of them. A client's token of a few minutes goes on to its end. */
export async function endTemporaryLogins(
  { db, caller }: Context,
  accessKey: string | undefined,
): Promise<void> {
  await db
    .deleteFrom("login_keys")
    .where("user_id", "=", caller.user.id)
    .$if(accessKey !== undefined, (query) => query.where("access_key", "=", accessKey ?? ""))
    .execute();
}
