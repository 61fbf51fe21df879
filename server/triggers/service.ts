/** An image's triggers. */
import type { Selectable } from "kysely";
import { TRIGGERS_PER_IMAGE } from "../../core/limits.ts";
import type { InputOf } from "../../core/operations/define.ts";
import type { triggerOperations } from "../../core/operations/triggers.ts";
import { conditionProblem } from "../../core/trigger-condition.ts";
import { clusterFailure } from "../clusters/kubernetes.ts";
import { findCluster } from "../clusters/service.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import type { Database } from "../db/schema.ts";
import { SwrError } from "../errors.ts";
import { FIRING_JOB } from "../firings/fire.ts";
import { containersOf, readWorkload } from "../firings/workload.ts";
import { cancel } from "../jobs/queue.ts";
import { inTransaction } from "../transaction.ts";

export type Trigger = Selectable<Database["triggers"]>;

type NewTrigger = InputOf<typeof triggerOperations.CreateTrigger>["body"];

/** A subdomain of DNS, as Kubernetes names workloads (RFC 1123). */
const WORKLOAD_NAME = /^[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?$/;
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * How long saving a trigger waits for its cluster. If it does not answer, a wrong target shows when the trigger fires.
 */
const CHECK_MS = 5_000;

export async function createTrigger(context: Context, imageId: number, body: NewTrigger): Promise<void> {
  const columns = await checkedWithTarget(context, body);
  await inTransaction(context, async (within) => {
    const { db, caller } = within;
    await holdRow(db, "accounts", caller.account.id);
    const own = db.selectFrom("triggers").where("image_id", "=", imageId);
    const { count } = await own.select(countRows().as("count")).executeTakeFirstOrThrow();
    if (count >= TRIGGERS_PER_IMAGE) refuse(`an image may have ${TRIGGERS_PER_IMAGE} triggers`);
    await insert(within, imageId, columns);
  });
}

/**
 * With another workload the history is deleted: going back by it would set the old workload's images on the new one.
 */
export async function changeTrigger(
  context: Context,
  imageId: number,
  name: string,
  body: NewTrigger,
): Promise<void> {
  const columns = await checkedWithTarget(context, body);
  await inTransaction(context, async (within) => {
    const { db, caller } = within;
    await holdRow(db, "accounts", caller.account.id);
    const trigger = await findTrigger(within, imageId, name);
    if (columns.name !== name) await refuseTaken(within, imageId, columns.name);
    if (TARGET.every((column) => columns[column] === trigger[column])) {
      await db.updateTable("triggers").set(columns).where("id", "=", trigger.id).execute();
    } else {
      await deleteTrigger(within, imageId, name);
      await insert(within, imageId, columns);
    }
  });
}

const TARGET = ["cluster_id", "cluster_ns", "app_type", "application"] as const;

type Columns = ReturnType<typeof checked>;

async function checkedWithTarget(context: Context, body: NewTrigger): Promise<Columns> {
  const columns = checked(body);
  const clusterName = await checkTarget(context, columns);
  return { ...columns, cluster_name: columns.cluster_name || clusterName };
}

/** The caller must hold the account's row (hold-row.ts). */
async function insert(context: Context, imageId: number, columns: Columns): Promise<void> {
  const { db, caller, clock } = context;
  await refuseTaken(context, imageId, columns.name);
  const made = { creator_name: caller.user.name, created_at: clock().toISOString() };
  await db
    .insertInto("triggers")
    .values({ image_id: imageId, account_id: caller.account.id, ...columns, ...made })
    .execute();
}

async function refuseTaken({ db }: Context, imageId: number, name: string): Promise<void> {
  const taken = await db
    .selectFrom("triggers")
    .select("id")
    .where("image_id", "=", imageId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (taken) refuse(`there is a trigger ${name} already`);
}

/** The reference has one code, 4000014, for whatever is wrong: duplicate name, unknown cluster, unknown workload. */
function refuse(detail: string): never {
  throw new SwrError("invalidParameter", detail);
}

function checked(body: NewTrigger) {
  if (body.trigger_mode === "cci") refuse("trigger_mode: there is no cci in this region");
  const problem = conditionProblem({ type: body.trigger_type, condition: body.condition });
  if (problem) refuse(`condition: ${problem.replaceAll("_", " ")}`);
  if (!LABEL.test(body.cluster_ns)) refuse("cluster_ns: no name of a namespace");
  if (!WORKLOAD_NAME.test(body.application)) refuse("application: no name of a workload");
  const container = body.container ?? "";
  const names = container === "" ? [] : container.split(";").map((name) => name.trim());
  if (names.length > 50 || !names.every((name) => LABEL.test(name)))
    refuse("container: no name of a container");
  return {
    name: body.name,
    enabled: body.enable === "true" ? (1 as const) : (0 as const),
    type: body.trigger_type,
    condition: body.condition,
    mode: "cce" as const,
    cluster_id: body.cluster_id ?? "",
    cluster_name: (body.cluster_name ?? "").slice(0, 255),
    cluster_ns: body.cluster_ns,
    app_type: body.app_type,
    application: body.application,
    container: names.join(";"),
  };
}

/** Answers the cluster's name. */
async function checkTarget(context: Context, trigger: ReturnType<typeof checked>): Promise<string> {
  const cluster = await findCluster(context, context.caller.account.id, trigger.cluster_id);
  if (!cluster) refuse("cluster_id: there is no such cluster");
  const ref = { kind: trigger.app_type, namespace: trigger.cluster_ns, name: trigger.application };
  const workload = await readWorkload(context, cluster, ref, { timeoutMs: CHECK_MS }).catch(
    (error: unknown) => {
      const failure = clusterFailure(error);
      if (!failure) throw error;
      if (failure.reason === "not_found") refuse(`application: ${failure.detail}`);
      return undefined;
    },
  );
  const names = trigger.container.split(";").filter((name) => name !== "");
  const present = workload && containersOf(workload).map(({ name }) => name);
  const missing = present && names.find((name) => !present.includes(name));
  if (missing !== undefined) refuse(`container: ${trigger.application} has no container ${missing}`);
  return cluster.name;
}

export function listTriggers({ db }: Context, imageId: number): Promise<Trigger[]> {
  return db.selectFrom("triggers").selectAll().where("image_id", "=", imageId).orderBy("id").execute();
}

export async function findTrigger({ db }: Context, imageId: number, name: string): Promise<Trigger> {
  const trigger = await db
    .selectFrom("triggers")
    .selectAll()
    .where("image_id", "=", imageId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (!trigger) throw new SwrError("triggerNotFound", name);
  return trigger;
}

export async function enableTrigger(
  context: Context,
  imageId: number,
  name: string,
  isEnabled: boolean,
): Promise<void> {
  await inTransaction(context, async (within) => {
    const { id } = await findTrigger(within, imageId, name);
    const enabled = isEnabled ? 1 : 0;
    await within.db.updateTable("triggers").set({ enabled }).where("id", "=", id).execute();
  });
}

/** Deletes its history and pending firings as well. */
export async function deleteTrigger(context: Context, imageId: number, name: string): Promise<void> {
  await inTransaction(context, async (within) => {
    const { id } = await findTrigger(within, imageId, name);
    const open = await within.db
      .selectFrom("trigger_firings")
      .select("id")
      .where("trigger_id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    for (const firing of open) await cancel(within, { kind: FIRING_JOB, key: String(firing.id) });
    await within.db.deleteFrom("triggers").where("id", "=", id).execute();
  });
}
