/** Deletes sessions, tokens and temporary logins that have ended. They do not count any more anyway. */
import type { Deps } from "../deps.ts";
import type { JobKind } from "../jobs/kind.ts";
import { idleLimit } from "./sessions.ts";

const HOUR_MS = 60 * 60 * 1000;

export const forgetExpired: JobKind = {
  name: "forget-expired",
  concurrency: 1,
  attempts: 3,
  everyMs: HOUR_MS,
  async run(context) {
    await forget(context);
    return undefined;
  },
};

async function forget(deps: Deps): Promise<void> {
  const now = deps.clock();
  for (const table of ["sessions", "tokens", "login_keys"] as const) {
    await deps.db.deleteFrom(table).where("expires_at", "<=", now.toISOString()).execute();
  }
  await deps.db
    .deleteFrom("sessions")
    .where("last_used_at", "<=", idleLimit(deps, now).toISOString())
    .execute();
}
