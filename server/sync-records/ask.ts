/** Asks for copies of tags to other regions, in the transaction that moves the tag or takes the person's word. */
import type { Insertable, Selectable } from "kysely";
import type { ActorContext } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";
import { enqueue } from "../jobs/queue.ts";

/** The kind of job. There is one for each region that has something waiting. */
export const SYNC_JOB = "sync";

interface RegionOfAccount {
  account_id: string;
  region_id: string;
}

export async function askRegion(
  context: ActorContext,
  { account_id, region_id }: RegionOfAccount,
  runAt?: Date,
): Promise<void> {
  await enqueue(context, { kind: SYNC_JOB, key: `${account_id} ${region_id}`, ...(runAt && { runAt }) });
}

/** Of a job's key. */
export function regionOf(key: string): RegionOfAccount {
  const [account_id = "", region_id = ""] = key.split(" ");
  return { account_id, region_id };
}

export interface PushedTag {
  name: string;
  digest: string;
  /** Undefined for a new tag. */
  previousDigest: string | undefined;
}

type Rule = Pick<
  Selectable<Database["sync_rules"]>,
  "region_id" | "remote_organization" | "override" | "creator_id" | "creator_name"
>;

/** A copy and a job for each of the image's automatic rules. The same content again needs none. */
export async function askForCopies(context: ActorContext, imageId: number, tag: PushedTag): Promise<void> {
  if (tag.digest === tag.previousDigest) return;
  for (const rule of await automaticRules(context.db, imageId)) {
    await addRecord(context, imageId, { ...rule, kind: "auto" }, tag);
  }
}

/** Tags that are copied again for a signature of what they name. */
const SIGNED_TAGS_MAX = 20;

/** The same where something about a manifest came: signatures follow what they are about, and have no tag. */
export async function askForCopiesOf(context: ActorContext, imageId: number, subject: string): Promise<void> {
  const rules = await automaticRules(context.db, imageId);
  if (rules.length === 0) return;
  const tags = await context.db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .where("digest", "=", subject)
    .orderBy("updated_at", "desc")
    .limit(SIGNED_TAGS_MAX)
    .execute();
  for (const tag of tags) {
    for (const rule of rules) await addRecord(context, imageId, { ...rule, kind: "auto" }, tag);
  }
}

const automaticRules = prepared((db, imageId: Param<number>) =>
  db
    .selectFrom("sync_rules")
    .select(["region_id", "remote_organization", "override", "creator_id", "creator_name"])
    .where("image_id", "=", imageId)
    .where("is_auto", "=", 1),
);

/**
 * In the caller's transaction; answers the record's id. One that still waits for the same tag and target is the same copy, of what the tag names
 * now: a target that does not answer for a night has not every push before it.
 */
export async function addRecord(
  context: ActorContext,
  imageId: number,
  copy: Rule & { kind: "auto" | "manual" },
  tag: { name: string; digest: string },
): Promise<number> {
  const { db, clock } = context;
  const now = clock().toISOString();
  const asked = {
    ...copy,
    digest: tag.digest,
    came_by: JSON.stringify(context.cameBy ?? []),
    tries: 0,
    due_at: now,
    updated_at: now,
  };
  const waiting = await db
    .updateTable("sync_records")
    .set(asked)
    .where("image_id", "=", imageId)
    .where("tag", "=", tag.name)
    .where("ended_at", "is", null)
    .where("state", "=", "waiting")
    .where("region_id", "=", copy.region_id)
    .where("remote_organization", "=", copy.remote_organization)
    .returning(["id", "account_id", "region_id"])
    .executeTakeFirst();
  const record = waiting ?? (await insertRecord(context, imageId, { ...asked, tag: tag.name }));
  await askRegion(context, record);
  return record.id;
}

type NewRecord = Omit<
  Insertable<Database["sync_records"]>,
  "image_id" | "organization_id" | "account_id" | "state" | "created_at" | "speed" | "cause"
>;

async function insertRecord({ db }: ActorContext, imageId: number, record: NewRecord) {
  const image = await db
    .selectFrom("images")
    .select(["organization_id", "account_id"])
    .where("id", "=", imageId)
    .executeTakeFirstOrThrow();
  return await db
    .insertInto("sync_records")
    .values({ ...record, ...image, image_id: imageId, state: "waiting", created_at: record.updated_at })
    .returning(["id", "account_id", "region_id"])
    .executeTakeFirstOrThrow();
}
