/** Triggers with what each did last: of one image, or of all the caller sees. */

import type { TriggerEntry, triggerConsoleOperations } from "../../core/console-operations/triggers.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import { clusterIds } from "../clusters/service.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { contains } from "../db/sqlite/contains.ts";
import { readPage } from "../list-query.ts";

type ListTriggers = typeof triggerConsoleOperations.ListTriggers;
type Query = InputOf<ListTriggers>["query"];

const HOUR_MS = 60 * 60 * 1000;

export async function listImageTriggers(context: Context, imageId: number): Promise<TriggerEntry[]> {
  const rows = await columnsOf(triggersWithImages(context).where("triggers.image_id", "=", imageId))
    .orderBy("triggers.id")
    .execute();
  return await present(context, rows);
}

export async function listAllTriggers(context: Context, query: Query): Promise<AnswerOf<ListTriggers>> {
  const matching = triggersMatching(context, query);
  const { total } = await matching.select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const rows = await columnsOf(matching)
    .orderBy("triggers.last_firing_id", (order) => order.desc().nullsLast())
    .orderBy("triggers.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, triggers: await present(context, rows) };
}

function triggersMatching(context: Context, query: Query) {
  const { namespace, repository, cluster_id, state, fired_within_hours } = query;
  const since = new Date(context.clock().getTime() - (fired_within_hours ?? 0) * HOUR_MS).toISOString();
  return triggersWithImages(context)
    .where("triggers.account_id", "=", context.caller.account.id)
    .where(visibleInAccount(context))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(repository !== undefined, (rows) =>
      rows.where((eb) => contains(eb.ref("images.name"), repository ?? "")),
    )
    .$if(cluster_id !== undefined, (rows) => rows.where("triggers.cluster_id", "=", cluster_id ?? ""))
    .$if(fired_within_hours !== undefined, (rows) => rows.where("last.created_at", ">=", since))
    .$if(state === "off", (rows) => rows.where("triggers.enabled", "=", 0))
    .$if(state === "never", (rows) => rows.where("triggers.last_firing_id", "is", null))
    .$if(state === "running", (rows) => rows.where("last.state", "in", ["waiting", "rolling"]))
    .$if(state === "failed" || state === "success", (rows) =>
      rows.where("last.state", "=", state === "failed" ? "failed" : "success"),
    );
}

function triggersWithImages({ db }: Context) {
  return db
    .selectFrom("triggers")
    .innerJoin("images", "images.id", "triggers.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .leftJoin("trigger_firings as last", "last.id", "triggers.last_firing_id");
}

function columnsOf(query: ReturnType<typeof triggersWithImages>) {
  return query
    .selectAll("triggers")
    .select(["organizations.name as namespace", "images.name as repository"])
    .select(["last.id as firing_id", "last.cause", "last.tag", "last.state", "last.reason"])
    .select(["last.created_at as fired_at", "last.ended_at"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof columnsOf>["execute"]>>[number];

async function present(context: Context, rows: Row[]): Promise<TriggerEntry[]> {
  const clusters = await clusterIds(context);
  return rows.map((row) => ({
    namespace: row.namespace,
    repository: row.repository,
    name: row.name,
    enabled: row.enabled === 1,
    trigger_type: row.type,
    condition: row.condition,
    cluster_id: row.cluster_id,
    cluster_name: row.cluster_name,
    has_cluster: clusters.has(row.cluster_id),
    cluster_ns: row.cluster_ns,
    app_type: row.app_type,
    application: row.application,
    container: row.container,
    creator_name: row.creator_name,
    created_at: row.created_at,
    last_firing: lastFiringOf(row),
  }));
}

function lastFiringOf({ firing_id, cause, tag, state, reason, fired_at, ended_at }: Row) {
  // Columns of an outer join: all null or none.
  if (firing_id === null || cause === null || tag === null || state === null || fired_at === null)
    return null;
  return { id: firing_id, cause, tag, state, reason, created_at: fired_at, ended_at };
}
