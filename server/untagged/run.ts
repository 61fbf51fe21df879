/**
 * Deletes manifests that nothing has held for the operator's grace (SWR_UNTAGGED_DAYS). Their layers go with garbage
 * collection.
 */
import { givingWay } from "../jobs/give-way.ts";
import type { JobKind, JobRun } from "../jobs/kind.ts";
import { deleteUnheldManifest } from "../manifests/deletions.ts";
import { graceMs } from "./grace.ts";

/** Manifests looked up at once. */
const BATCH = 500;

export const untaggedRemoval: JobKind = {
  name: "remove-untagged-manifests",
  concurrency: 1,
  attempts: 3,
  everyMs: 60 * 60 * 1000,
  async run(context) {
    const grace = graceMs(context);
    if (grace === undefined) return undefined;
    const until = new Date(context.clock().getTime() - grace).toISOString();
    let removed = 0;
    for (let due = await findDue(context, until); due.length > 0; due = await findDue(context, until)) {
      for (const { digest, organization, ...image } of due) {
        context.signal.throwIfAborted();
        // It checks again, as the manifest may have got a tag meanwhile.
        const remove = () => deleteUnheldManifest(context, organization, image, { digest, until });
        if (await givingWay(context, remove)) removed += 1;
      }
    }
    if (removed > 0) context.log.info("removed untagged manifests", { manifests: removed });
    return undefined;
  },
};

/**
 * Without manifests that an index lists: they come after the index, so that no index is ever there without its
 * platforms.
 */
function findDue({ db }: JobRun, until: string) {
  return (
    db
      .selectFrom("unheld_manifests as unheld")
      .innerJoin("images", "images.id", "unheld.image_id")
      .innerJoin("organizations", "organizations.id", "images.organization_id")
      .select(["images.id", "images.name", "organizations.name as organization", "unheld.digest"])
      .where("unheld.since", "<=", until)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("manifest_references as listing")
              .select("listing.digest")
              .whereRef("listing.image_id", "=", "unheld.image_id")
              .whereRef("listing.digest", "=", "unheld.digest")
              .where("listing.is_manifest", "=", 1),
          ),
        ),
      )
      // What is still looked at may turn out to be held.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("hold_steps")
              .select("hold_steps.turn")
              .whereRef("hold_steps.image_id", "=", "unheld.image_id"),
          ),
        ),
      )
      .orderBy("unheld.since")
      .limit(BATCH)
      .execute()
  );
}
