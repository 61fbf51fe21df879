/** The console's sign-ins. The browser holds a random value, the table its hash. */
import type { Caller } from "../context.ts";
import type { SessionEnd } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";
import { findCaller, type Identity } from "./find-caller.ts";
import { hashSecret, randomHex } from "./secrets.ts";
import { recordSignIn } from "./sign-ins.ts";

/**
 * A session's last use is written at most this often, as a write with each request would cost too much; where sessions
 * end soon, each fifth of that time, or a session would end in the middle of work.
 */
const TOUCH_MS = 60_000;
const touchMs = ({ config }: Deps) => Math.min(TOUCH_MS, config.sessionIdleMs / 5);

/** Answers the value for the cookie. */
export async function createSession(deps: Deps, identity: Identity): Promise<string> {
  const value = randomHex(32);
  const now = deps.clock();
  await deps.db
    .insertInto("sessions")
    .values({
      id_hash: hashSecret(deps, value),
      user_id: identity.user_id,
      project_id: identity.project_id,
      created_at: now.toISOString(),
      last_used_at: now.toISOString(),
      expires_at: new Date(now.getTime() + deps.config.sessionMaxMs).toISOString(),
    })
    .execute();
  await recordSignIn(deps, identity.user_id);
  return value;
}

/** Whose session it is, or why it ended, where that is known. */
export type FoundSession = Caller | { ended: SessionEnd } | undefined;

/** `background`: a poll of the console's, which does not count as use and prolongs nothing. */
export async function findSession(deps: Deps, value: string, background: boolean): Promise<FoundSession> {
  const now = deps.clock();
  const idHash = hashSecret(deps, value);
  const session = await deps.db
    .selectFrom("sessions")
    .select(["user_id", "project_id", "last_used_at", "ended_by"])
    .where("id_hash", "=", idHash)
    .where("expires_at", ">", now.toISOString())
    .where("last_used_at", ">", idleLimit(deps, now).toISOString())
    .executeTakeFirst();
  if (!session) return undefined;
  if (session.ended_by) return { ended: session.ended_by };
  if (!background && now.getTime() - Date.parse(session.last_used_at) >= touchMs(deps)) {
    await deps.db
      .updateTable("sessions")
      .set({ last_used_at: now.toISOString() })
      .where("id_hash", "=", idHash)
      .execute();
  }
  return await findCaller(deps.db, session, "session");
}

/** The session goes on in another of the account's projects; false where the account has no such project. */
export async function changeProject(
  deps: Deps,
  value: string,
  caller: Caller,
  projectId: string,
): Promise<boolean> {
  return await inTransaction(deps, async ({ db }) => {
    const project = await db
      .selectFrom("projects")
      .select("id")
      .where("id", "=", projectId)
      .where("account_id", "=", caller.account.id)
      .executeTakeFirst();
    if (!project) return false;
    await db
      .updateTable("sessions")
      .set({ project_id: project.id })
      .where("id_hash", "=", hashSecret(deps, value))
      .execute();
    return true;
  });
}

export async function deleteSession(deps: Deps, value: string): Promise<void> {
  await deps.db.deleteFrom("sessions").where("id_hash", "=", hashSecret(deps, value)).execute();
}

/** A session last used before this has ended. */
export function idleLimit(deps: Deps, now: Date): Date {
  return new Date(now.getTime() - deps.config.sessionIdleMs);
}
