/** Deletes sessions, tokens and temporary logins that have ended. They do not count any more anyway. */
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { removeInSlices, SLICE } from "../jobs/remove-in-slices.ts";
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

async function forget(context: JobRun): Promise<void> {
  const now = context.clock();
  const time = now.toISOString();
  const idle = idleLimit(context, now).toISOString();
  await removeInSlices(context, (db) => {
    const ended = db.selectFrom("sessions").select("id_hash").where("expires_at", "<=", time).limit(SLICE);
    return db.deleteFrom("sessions").where("id_hash", "in", ended);
  });
  await removeInSlices(context, (db) => {
    const ended = db.selectFrom("sessions").select("id_hash").where("last_used_at", "<=", idle).limit(SLICE);
    return db.deleteFrom("sessions").where("id_hash", "in", ended);
  });
  await removeInSlices(context, (db) => {
    const ended = db.selectFrom("tokens").select("token_hash").where("expires_at", "<=", time).limit(SLICE);
    return db.deleteFrom("tokens").where("token_hash", "in", ended);
  });
  await removeInSlices(context, (db) => {
    const ended = db
      .selectFrom("login_keys")
      .select("access_key")
      .where("expires_at", "<=", time)
      .limit(SLICE);
    return db.deleteFrom("login_keys").where("access_key", "in", ended);
  });
}
