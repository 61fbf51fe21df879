/** Copies that a person asks for. */
import type { Context } from "../context.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import { addRecord } from "../sync-records/ask.ts";
import { inTransaction } from "../transaction.ts";
import { checkTarget, type Target } from "./rules.ts";

interface Wanted extends Target {
  override: boolean;
}

/** Tags in a transaction: pushes come between. */
const AT_ONCE = 200;

/** Those of the tags that are there; unknown ones are no error (SWR API reference, CreateManualImageSyncRepo). */
export async function sendTags(
  context: Context,
  imageId: number,
  wanted: Wanted,
  names: readonly string[],
): Promise<void> {
  await checkTarget(context, wanted);
  const tags = await context.db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .where(({ ref }) => isOneOf(ref("name"), names))
    .execute();
  await send(context, imageId, wanted, tags);
}

/** Answers how many there are. */
export async function sendPresentTags(context: Context, imageId: number, wanted: Wanted): Promise<number> {
  await checkTarget(context, wanted);
  const tags = await context.db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .orderBy("updated_at", "desc")
    .execute();
  await send(context, imageId, wanted, tags);
  return tags.length;
}

async function send(
  context: Context,
  imageId: number,
  { region_id, remote_organization, override }: Wanted,
  tags: readonly { name: string; digest: string }[],
): Promise<void> {
  const { user } = context.caller;
  const copy = {
    region_id,
    remote_organization,
    override: override ? (1 as const) : (0 as const),
    kind: "manual" as const,
    creator_id: user.id,
    creator_name: user.name,
  };
  for (let start = 0; start < tags.length; start += AT_ONCE) {
    await inTransaction(context, async (within) => {
      for (const tag of tags.slice(start, start + AT_ONCE)) await addRecord(within, imageId, copy, tag);
    });
  }
}
