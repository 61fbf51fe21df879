/** What the caller may do with each image of a list, looked up for all of them at once. */
import { type GrantedLevel, higherLevel, LEVEL } from "../../core/permissions.ts";
import { type Param, prepared } from "../db/prepared.ts";
import { inOrderOf } from "../db/sqlite/lists.ts";
import type { Viewer } from "./rights.ts";

/**
 * Levels by image id. The images must be of the caller's account and visible to the caller, so each can be read at
 * least.
 */
export async function levelsOnImages(
  { db, caller }: Viewer,
  images: readonly { id: number }[],
): Promise<Map<number, GrantedLevel>> {
  const ids = images.map(({ id }) => id);
  if (caller.isAdministrator) return new Map(ids.map((id) => [id, LEVEL.manage]));
  const granted = await grantsOnImages(db, caller.user.id, JSON.stringify(ids));
  return new Map(
    granted.map(({ id, general, single }) => [id, higherLevel(general ?? LEVEL.read, single ?? LEVEL.read)]),
  );
}

/** Only what is granted on these: somebody may have a grant on each of very many organizations. */
const grantsOnImages = prepared((db, userId: Param<string>, ids: Param<string>) =>
  db
    .selectFrom(inOrderOf<number>(ids).as("page"))
    .innerJoin("images", "images.id", "page.value")
    .leftJoin("organization_grants as general", (join) =>
      join.onRef("general.organization_id", "=", "images.organization_id").on("general.user_id", "=", userId),
    )
    .leftJoin("image_grants as single", (join) =>
      join.onRef("single.image_id", "=", "images.id").on("single.user_id", "=", userId),
    )
    .select(["images.id", "general.level as general", "single.level as single"]),
);
