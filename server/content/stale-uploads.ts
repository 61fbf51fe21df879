/** Uploads that nobody will end: without this, every abandoned one would keep its bytes. */
import type { Deps } from "../deps.ts";
import { givingWay } from "../jobs/give-way.ts";
import { removeInSlices, SLICE } from "../jobs/remove-in-slices.ts";
import { inTransaction } from "../transaction.ts";
import { forgetEnded, readState } from "./upload-rows.ts";

/** CNCF distribution's own age for it, a week. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;

type Needs = Pick<Deps, "db" | "content" | "state" | "clock" | "log"> & { signal?: AbortSignal };

/** Ends those begun more than a week ago, and removes the bytes of all that ended without becoming a blob. */
export async function removeStaleUploads(deps: Needs): Promise<void> {
  const limit = new Date(deps.clock().getTime() - STALE_MS).toISOString();
  const uploads = await removeInSlices(deps, (db) => {
    const stale = db.selectFrom("uploads").select("id").where("started_at", "<=", limit).limit(SLICE);
    return db.deleteFrom("uploads").where("id", "in", stale);
  });
  if (uploads > 0) deps.log.info("removed stale uploads", { uploads });
  while (await givingWay(deps, () => abortEnded(deps))) deps.signal?.throwIfAborted();
}

/** An SQL trigger puts those there that ended in any way, also with their image or organization. False: none are left. */
async function abortEnded(deps: Needs): Promise<boolean> {
  const { db, content } = deps;
  const ended = await db.selectFrom("ended_uploads").selectAll().limit(SLICE).execute();
  for (const { state } of ended) await content.abort(readState(state));
  await inTransaction(deps, async ({ db }) => {
    for (const { id } of ended) await forgetEnded({ db }, id);
  });
  return ended.length > 0;
}
