/** Uploads that nobody will end: without this, every abandoned one would keep its bytes. */
import type { Deps } from "../deps.ts";
import { inTransaction } from "../transaction.ts";
import { forgetEnded, readState } from "./upload-rows.ts";

/** CNCF distribution's own age for it, a week. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;

type Needs = Pick<Deps, "db" | "content" | "clock" | "log">;

/** Ends those begun more than a week ago, and removes the bytes of all that ended without becoming a blob. */
export async function removeStaleUploads(deps: Needs): Promise<void> {
  const { db, content, clock, log } = deps;
  const limit = new Date(clock().getTime() - STALE_MS).toISOString();
  const { numDeletedRows } = await db
    .deleteFrom("uploads")
    .where("started_at", "<=", limit)
    .executeTakeFirst();
  if (numDeletedRows > 0n) log.info("removed stale uploads", { uploads: Number(numDeletedRows) });
  // An SQL trigger puts those there that ended in any way, also with their image or organization.
  const ended = await db.selectFrom("ended_uploads").selectAll().execute();
  for (const { state } of ended) await content.abort(readState(state));
  await inTransaction(deps, async ({ db }) => {
    for (const { id } of ended) await forgetEnded({ db }, id);
  });
}
