/** Webhooks of images and organizations. */
import type { webhookOperations } from "../../core/console-operations/webhooks.ts";
import { WEBHOOKS_PER_ACCOUNT, WEBHOOKS_PER_PLACE } from "../../core/limits.ts";
import type { InputOf } from "../../core/operations/define.ts";
import { conditionProblem } from "../../core/trigger-condition.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { switchOff } from "../deliveries/record.ts";
import { DELIVERY_JOB } from "../deliveries/run.ts";
import { newSecret, sealSecret } from "../deliveries/secret.ts";
import { SwrError } from "../errors.ts";
import { cancel, enqueue } from "../jobs/queue.ts";
import { inTransaction } from "../transaction.ts";
import { findWebhook, type Place } from "./find-webhook.ts";
import { settingsOf } from "./present.ts";

/** How long the previous secret still signs as well. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

type Settings = Omit<InputOf<typeof webhookOperations.CreateWebhook>["body"], "namespace" | "repository">;

/** Answers its id and secret. */
export async function createWebhook(
  context: Context,
  place: Place,
  settings: Settings,
): Promise<{ id: string; secret: string }> {
  const columns = columnsOf(settings);
  await requireOpen(context, columns.url);
  const id = crypto.randomUUID();
  const secret = newSecret();
  const sealed_secret = await sealSecret(context, id, secret);
  await inTransaction(context, async ({ db, caller, clock }) => {
    await requireRoom(context, db, place);
    await db
      .insertInto("webhooks")
      .values({
        id,
        account_id: caller.account.id,
        organization_id: place.organizationId,
        image_id: place.imageId,
        ...columns,
        sealed_secret,
        creator_name: caller.user.name,
        created_at: clock().toISOString(),
      })
      .execute();
  });
  return { id, secret };
}

async function requireRoom({ caller }: Context, db: Context["db"], place: Place): Promise<void> {
  await holdRow(db, "accounts", caller.account.id);
  const ofAccount = db.selectFrom("webhooks").where("account_id", "=", caller.account.id);
  const all = await ofAccount.select(countRows().as("count")).executeTakeFirstOrThrow();
  if (all.count >= WEBHOOKS_PER_ACCOUNT)
    throw new SwrError("webhookQuotaUsedUp", `an account may have ${WEBHOOKS_PER_ACCOUNT}`);
  const here = await ofAccount
    .select(countRows().as("count"))
    .where("organization_id", "=", place.organizationId)
    .where("image_id", "is", place.imageId)
    .executeTakeFirstOrThrow();
  if (here.count < WEBHOOKS_PER_PLACE) return;
  const where = place.image === undefined ? "an organization" : "an image";
  throw new SwrError("webhookQuotaUsedUp", `${where} may have ${WEBHOOKS_PER_PLACE}`);
}

function refuse(detail: string): never {
  throw new SwrError("invalidParameter", detail);
}

function columnsOf({ name, url, events, condition_type, condition, enabled }: Settings) {
  const problem = conditionProblem({ type: condition_type, condition });
  if (problem) refuse(`condition: ${problem.replaceAll("_", " ")}`);
  return {
    name,
    url: checkedUrl(url),
    on_push: flag(events.includes("push")),
    on_delete: flag(events.includes("delete")),
    type: condition_type,
    condition: condition_type === "all" ? "" : condition,
    enabled: flag(enabled),
  };
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") refuse("url: no http or https address");
  // User and password would show in lists and history to everybody who may set webhooks, as a token in the query does.
  if (url.username !== "" || url.password !== "") refuse("url: without user and password");
  return text;
}

/** Only a first check: each delivery checks again, as a name may later point elsewhere. */
async function requireOpen({ isBlocked }: Context, url: string): Promise<void> {
  if (!(await isBlocked(url))) return;
  const { hostname } = new URL(url);
  throw new SwrError(
    "addressBlocked",
    `${hostname} is inside a network; SWR_OUTBOUND_ALLOW opens such ranges`,
  );
}

/** Saving it or switching it on begins anew: it is no longer left alone, and no events count as missed. */
export async function updateWebhook(context: Context, id: string, changes: Partial<Settings>): Promise<void> {
  const before = await findWebhook(context, id);
  const columns = columnsOf({ ...settingsOf(before), ...changes });
  if (columns.url !== before.url) await requireOpen(context, columns.url);
  await inTransaction(context, async (within) => {
    const { db } = within;
    await findWebhook(within, id);
    const anew = { off_reason: null, missed: 0, rests_until: null };
    const elsewhere = columns.url === before.url ? {} : { failing_since: null, is_blocked: flag(false) };
    await db
      .updateTable("webhooks")
      .set({ ...columns, ...anew, ...elsewhere })
      .where("id", "=", id)
      .execute();
    if (columns.enabled) await enqueue(within, { kind: DELIVERY_JOB, key: id });
    else await switchOff(within, id, null);
  });
}

export async function rotateSecret(
  context: Context,
  id: string,
): Promise<{ secret: string; old_secret_until: string }> {
  const secret = newSecret();
  const sealed_secret = await sealSecret(context, id, secret);
  const old_secret_until = new Date(context.clock().getTime() + OVERLAP_MS).toISOString();
  await inTransaction(context, async (within) => {
    const { sealed_secret: sealed_old_secret } = await findWebhook(within, id);
    await within.db
      .updateTable("webhooks")
      .set({ sealed_secret, sealed_old_secret, old_secret_until })
      .where("id", "=", id)
      .execute();
  });
  return { secret, old_secret_until };
}

/** Deletes its history and waiting events as well. */
export async function deleteWebhook(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (within) => {
    await findWebhook(within, id);
    await cancel(within, { kind: DELIVERY_JOB, key: id });
    await within.db.deleteFrom("webhooks").where("id", "=", id).execute();
  });
}
