/** What became of copies, for people to see, to try again and to cancel. */
import type { ExpressionBuilder, Selectable, SelectQueryBuilder, SqlBool } from "kysely";
import type { SyncRecord, syncConsoleOperations } from "../../core/console-operations/sync.ts";
import { SYNC_RECORDS_COUNTED } from "../../core/limits.ts";
import type { InputOf } from "../../core/operations/define.ts";
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { maySync } from "../access/policy.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { lowerCaseContains } from "../db/sqlite/contains.ts";
import { SwrError } from "../errors.ts";
import type { Page } from "../list-query.ts";
import { askRegion } from "../sync-records/ask.ts";
import { cancelRecords } from "../sync-records/end.ts";
import { inTransaction } from "../transaction.ts";

type Query = InputOf<typeof syncConsoleOperations.ListSyncRecords>["query"];
type Joined = Database & { records: Database["sync_records"] };
type RecordQuery = SelectQueryBuilder<Joined, "records" | "images" | "organizations", object>;

function recordsWithImages({ db }: Context) {
  return db
    .selectFrom("sync_records as records")
    .innerJoin("images", "images.id", "records.image_id")
    .innerJoin("organizations", "organizations.id", "records.organization_id");
}

export async function listImageRecords(context: Context, imageId: number, query: Query) {
  return await readPage(context, recordsWithImages(context).where("records.image_id", "=", imageId), query);
}

export async function listAccountRecords(context: Context, query: Query) {
  const { caller } = context;
  const own = recordsWithImages(context)
    .where("records.account_id", "=", caller.account.id)
    .where(visibleInAccount(context));
  const { repository } = query;
  const named =
    repository === undefined
      ? own
      : own.where(({ ref }) => lowerCaseContains(ref("images.name"), repository));
  if (query.namespace === undefined) return await readPage(context, named, query);
  const organization = await context.db
    .selectFrom("organizations")
    .select("id")
    .where("name", "=", query.namespace)
    .executeTakeFirst();
  if (!organization) return { total: 0, records: [] };
  return await readPage(context, named.where("records.organization_id", "=", organization.id), query);
}

/** By key, so that the last page costs what the first does. */
async function readPage({ db }: Context, of: RecordQuery, query: Query) {
  const limit = query.limit ?? PAGE_DEFAULT;
  const { marker, state, region_id, remote_namespace, since } = query;
  const matching = of
    .$if(state !== undefined, (rows) => rows.where("records.state", "=", state ?? "failed"))
    .$if(region_id !== undefined, (rows) => rows.where("records.region_id", "=", region_id ?? ""))
    .$if(remote_namespace !== undefined, (rows) =>
      rows.where("records.remote_organization", "=", remote_namespace ?? ""),
    )
    .$if(since !== undefined, (rows) =>
      rows.where("records.created_at", ">=", new Date(since ?? 0).toISOString()),
    );
  const { total } = await db
    .selectFrom(matching.select("records.id").limit(SYNC_RECORDS_COUNTED).as("some"))
    .select(countRows().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll("records")
    .select(["images.name as repository", "organizations.name as namespace"])
    .select(tagExists)
    .$if(marker !== undefined, (rows) => rows.where("records.id", "<", marker ?? 0))
    .orderBy("records.id", "desc")
    .limit(limit + 1)
    .execute();
  const records = rows.slice(0, limit).map(present);
  const last = records.at(-1);
  return { total, records, ...(rows.length > limit && last && { next_marker: last.id }) };
}

function tagExists({ exists, selectFrom }: ExpressionBuilder<Joined, "records">) {
  const named = selectFrom("tags")
    .select("tags.id")
    .whereRef("tags.image_id", "=", "records.image_id")
    .whereRef("tags.name", "=", "records.tag");
  return exists(named).as("tag_exists");
}

interface Row extends Selectable<Database["sync_records"]> {
  repository: string;
  namespace: string;
  tag_exists: SqlBool;
}

function present(row: Row): SyncRecord {
  return {
    id: row.id,
    namespace: row.namespace,
    repository: row.repository,
    tag: row.tag,
    tag_exists: Boolean(row.tag_exists),
    digest: row.digest,
    region_id: row.region_id,
    remote_namespace: row.remote_organization,
    kind: row.kind,
    override: row.override === 1,
    state: row.state,
    cause: row.cause,
    detail: row.detail,
    attempt: row.attempt,
    failed_tries: row.tries,
    next_try_at: row.state === "waiting" && row.tries > 0 ? row.due_at : null,
    total_bytes: row.total_bytes,
    sent_bytes: row.sent_bytes,
    skipped_bytes: row.skipped_bytes,
    speed: row.speed,
    creator_name: row.creator_name,
    created_at: row.created_at,
    started_at: row.started_at,
    ended_at: row.ended_at,
  };
}

/** As the API has them: by number of the row, in the order they were asked for. */
export async function listJobs(
  { db }: Context,
  imageId: number,
  { offset, limit }: Page,
  order: "asc" | "desc",
) {
  const own = db.selectFrom("sync_records").where("image_id", "=", imageId);
  const { total } = await own.select(countRows().as("total")).executeTakeFirstOrThrow();
  const rows = await own.selectAll().orderBy("id", order).offset(offset).limit(limit).execute();
  return { total, rows };
}

/**
 * As the same record's next attempt, of what its tag names then. What a rule copied is overwritten as the rule for that
 * target has it by now, so that who has allowed it since tries again what was kept from it.
 */
export async function retryRecord(context: Context, id: number): Promise<void> {
  await inTransaction(context, async (within) => {
    const record = await requireRecord(within, id);
    if (record.ended_at === null) throw new SwrError("syncRecordHasNotEnded", String(id));
    if (!record.tag_exists) throw new SwrError("tagNotFound", record.tag);
    const rule = record.kind === "auto" ? await ruleOf(within, record) : undefined;
    await within.db
      .updateTable("sync_records")
      .set(({ eb }) => ({
        state: "waiting",
        cause: null,
        detail: "",
        override: rule?.override ?? record.override,
        attempt: eb("attempt", "+", 1),
        sent_bytes: 0,
        skipped_bytes: 0,
        tries: 0,
        due_at: within.clock().toISOString(),
        started_at: null,
        ended_at: null,
        updated_at: within.clock().toISOString(),
      }))
      .where("id", "=", id)
      .execute();
    await askRegion(within, record);
  });
}

type Copy = Pick<Row, "image_id" | "region_id" | "remote_organization">;

function ruleOf({ db }: Context, { image_id, region_id, remote_organization }: Copy) {
  return db
    .selectFrom("sync_rules")
    .select("override")
    .where("image_id", "=", image_id)
    .where("region_id", "=", region_id)
    .where("remote_organization", "=", remote_organization)
    .where("is_auto", "=", 1)
    .executeTakeFirst();
}

export async function cancelRecord(context: Context, id: number): Promise<void> {
  await inTransaction(context, async (within) => {
    await requireRecord(within, id);
    if ((await cancelRecords(within, { id })) === 0) throw new SwrError("syncRecordHasEnded", String(id));
  });
}

async function requireRecord({ db, caller }: Context, id: number) {
  if (!maySync(caller)) throw new SwrError("forbidden", "only an administrator synchronizes images");
  const record = await db
    .selectFrom("sync_records as records")
    .select([
      "account_id",
      "region_id",
      "ended_at",
      "image_id",
      "remote_organization",
      "kind",
      "override",
      "tag",
    ])
    .select(tagExists)
    .where("id", "=", id)
    .where("account_id", "=", caller.account.id)
    .executeTakeFirst();
  if (!record) throw new SwrError("syncRecordNotFound", String(id));
  return record;
}
