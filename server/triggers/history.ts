/** What a trigger did; retrying it, and going back. */
import type { Firing } from "../../core/console-operations/firings.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { SwrError } from "../errors.ts";
import { addFiring } from "../firings/fire.ts";
import { changesOf, repositoryOf } from "../firings/firing.ts";
import { imagesBefore } from "../firings/plan.ts";
import type { ImageInOrganization } from "../images/find-image.ts";
import type { Page } from "../list-query.ts";
import { inTransaction } from "../transaction.ts";
import type { Trigger } from "./service.ts";

type Row = Awaited<ReturnType<typeof findFiringOf>>;

/** The newest first. */
export async function listFirings(
  context: Context,
  { image, organization }: ImageInOrganization,
  trigger: Trigger,
  page: Page,
): Promise<{ total: number; firings: Firing[] }> {
  const own = context.db.selectFrom("trigger_firings").where("trigger_id", "=", trigger.id);
  const rows = await own.selectAll().orderBy("id", "desc").offset(page.offset).limit(page.limit).execute();
  const { total } = await own.select(countRows().as("total")).executeTakeFirstOrThrow();
  const names = { organization: organization.name, image: image.name };
  return { total, firings: rows.map((row) => present(context, names, row)) };
}

function present(context: Context, names: { organization: string; image: string }, row: Row): Firing {
  return {
    id: row.id,
    cause: row.cause,
    tag: row.tag,
    digest: row.digest,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    changes: changesOf(row),
    back: targetsOf(context, names, row),
    creator_name: row.creator_name,
    created_at: row.created_at,
    set_at: row.set_at,
    ended_at: row.ended_at,
  };
}

/** Images to go back to; none where nothing was set, or no other image is known. */
function targetsOf(context: Context, names: { organization: string; image: string }, row: Row) {
  if (row.set_at === null) return [];
  const repository = repositoryOf(context, names);
  const targets = imagesBefore(changesOf(row), {
    repository,
    tag: row.tag,
    previousDigest: row.previous_digest,
  });
  return targets.some(({ before, after }) => before !== after) ? targets : [];
}

/** Adds a new firing with the same tag and content. */
export async function retryFiring(context: Context, trigger: Trigger, id: number): Promise<number> {
  return await inTransaction(context, async (within) => {
    const { tag, digest, previous_digest, targets } = await findEnded(within, trigger, id);
    const again = { tag, digest, previous_digest, targets };
    return addFiring(within, { trigger_id: trigger.id, cause: "retry", ...again });
  });
}

export async function rollBackFiring(
  context: Context,
  { image, organization }: ImageInOrganization,
  trigger: Trigger,
  id: number,
): Promise<number> {
  return await inTransaction(context, async (within) => {
    const row = await findFiringOf(within, trigger, id);
    const targets = targetsOf(within, { organization: organization.name, image: image.name }, row);
    if (targets.length === 0) throw new SwrError("invalidParameter", "there is no image to go back to");
    return addFiring(within, {
      trigger_id: trigger.id,
      cause: "rollback",
      tag: row.tag,
      digest: row.digest,
      previous_digest: null,
      targets: JSON.stringify(targets),
    });
  });
}

async function findEnded(context: Context, trigger: Trigger, id: number): Promise<Row> {
  const row = await findFiringOf(context, trigger, id);
  if (row.ended_at === null) throw new SwrError("invalidParameter", "it has not ended yet");
  return row;
}

async function findFiringOf({ db }: Context, trigger: Trigger, id: number) {
  const row = await db
    .selectFrom("trigger_firings")
    .selectAll()
    .where("trigger_id", "=", trigger.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new SwrError("firingNotFound", String(id));
  return row;
}
