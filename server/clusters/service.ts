/** An account's clusters, and the operator's, which are shown to the accounts they are for. */
import type { ClusterEntry } from "../../core/console-operations/clusters.ts";
import { CLUSTERS_PER_ACCOUNT } from "../../core/limits.ts";
import { mayUseOperators } from "../access/operators-own.ts";
import { mayManageClusters } from "../access/policy.ts";
import type { ActorContext, Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { SwrError } from "../errors.ts";
import { type SealedFor, seal, unseal } from "../secrets/sealed-value.ts";
import { inTransaction } from "../transaction.ts";
import type { Cluster, Connection } from "./cluster.ts";
import { type KubeContext, KubeconfigError, readKubeconfig } from "./kubeconfig.ts";

const sealedFor = (id: string): SealedFor => ({ purpose: "cluster credentials", label: id });

/** By name; of two with one name the operator's comes first. Servers are shown to those who may manage clusters. */
export async function listClusters(context: Context): Promise<ClusterEntry[]> {
  const { db, caller } = context;
  const rows = await db
    .selectFrom("clusters")
    .select(["id", "name", "server", "creator_name", "created_at"])
    .where("account_id", "=", caller.account.id)
    .orderBy("name")
    .execute();
  const operators = (await operatorsFor(context, caller.account.id)).map(
    ({ id, name, connection: { server } }) => ({
      source: "operator" as const,
      id,
      name,
      server,
    }),
  );
  const all = [...operators, ...rows.map((row) => ({ source: "console" as const, ...row }))];
  return mayManageClusters(caller) ? all : all.map(({ server: _, ...entry }) => entry);
}

/** Ids of all clusters the account's triggers can act on. */
export async function clusterIds(context: Context): Promise<ReadonlySet<string>> {
  const { id } = context.caller.account;
  const own = await context.db.selectFrom("clusters").select("id").where("account_id", "=", id).execute();
  return new Set([...(await operatorsFor(context, id)), ...own].map((cluster) => cluster.id));
}

/**
 * The operator's clusters that the account may use. Whoever uses one may change what others run on it, so by default
 * only the first account may.
 */
async function operatorsFor(context: ActorContext, accountId: string): Promise<readonly Cluster[]> {
  const { clusters, clusterAccounts } = context.config;
  if (clusters.length === 0 || !(await mayUseOperators(context, clusterAccounts, accountId))) return [];
  return clusters;
}

/** A cluster of the account or the operator. Undefined where there is none (any more). */
export async function findCluster(
  context: ActorContext,
  accountId: string,
  id: string,
): Promise<Cluster | undefined> {
  const named = (await operatorsFor(context, accountId)).find((cluster) => cluster.id === id);
  if (named) return named;
  const row = await context.db
    .selectFrom("clusters")
    .select(["id", "name", "sealed"])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const connection = JSON.parse(await unseal(context, sealedFor(row.id), row.sealed)) as Connection;
  return { id: row.id, name: row.name, connection, isOperators: false };
}

export async function requireCluster(context: Context, id: string): Promise<Cluster> {
  const cluster = await findCluster(context, context.caller.account.id, id);
  if (!cluster) throw new SwrError("clusterNotFound", id);
  return cluster;
}

export function contextsOf(context: Context, kubeconfig: string): KubeContext[] {
  requireManager(context);
  try {
    return readKubeconfig(kubeconfig);
  } catch (error) {
    if (error instanceof KubeconfigError) throw new SwrError("invalidBody", `kubeconfig: ${error.message}`);
    throw error;
  }
}

/** Adds all of the named contexts, or none. */
export async function addClusters(
  context: Context,
  kubeconfig: string,
  names: readonly string[],
): Promise<ClusterEntry[]> {
  const contexts = contextsOf(context, kubeconfig);
  const wanted = [...new Set(names)].map((name) => {
    const found = contexts.find((it) => it.name === name);
    if (!found) throw new SwrError("invalidBody", `contexts: the kubeconfig has no context ${name}`);
    if ("problem" in found) throw new SwrError("invalidBody", `contexts: ${name}: ${found.problem}`);
    return found;
  });
  const added = wanted.map(({ name, connection }) => ({ id: crypto.randomUUID(), name, connection }));
  const sealed = new Map<string, string>();
  for (const { id, connection } of added) {
    sealed.set(id, await seal(context, sealedFor(id), JSON.stringify(connection)));
  }
  const { account, user } = context.caller;
  const created_at = context.clock().toISOString();
  return await inTransaction(context, async (within) => {
    const { db } = within;
    await holdRow(db, "accounts", account.id);
    const existing = db.selectFrom("clusters").where("account_id", "=", account.id);
    const { count } = await existing.select(countRows().as("count")).executeTakeFirstOrThrow();
    if (count + added.length > CLUSTERS_PER_ACCOUNT) {
      throw new SwrError("invalidParameter", `an account may have ${CLUSTERS_PER_ACCOUNT} clusters`);
    }
    const taken = [...(await operatorsFor(within, account.id)), ...(await existing.select("name").execute())];
    for (const { id, name, connection } of added) {
      if (taken.some((other) => other.name === name)) {
        throw new SwrError("invalidParameter", `there is a cluster ${name} already`);
      }
      await db
        .insertInto("clusters")
        .values({
          id,
          account_id: account.id,
          name,
          server: connection.server,
          sealed: sealed.get(id) ?? "",
          creator_name: user.name,
          created_at,
        })
        .execute();
    }
    return added.map(({ id, name, connection: { server } }) => ({
      source: "console" as const,
      id,
      name,
      server,
      creator_name: user.name,
      created_at,
    }));
  });
}

/** Triggers on it stay; what they fire from then on fails and says why. */
export async function deleteCluster(context: Context, id: string): Promise<void> {
  requireManager(context);
  const operators = await operatorsFor(context, context.caller.account.id);
  if (operators.some((cluster) => cluster.id === id)) {
    throw new SwrError("forbidden", "the cluster stands in the operator's own file (SWR_KUBECONFIG)");
  }
  const { numDeletedRows } = await context.db
    .deleteFrom("clusters")
    .where("account_id", "=", context.caller.account.id)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new SwrError("clusterNotFound", id);
}

export function requireManager({ caller }: Context): void {
  if (!mayManageClusters(caller)) throw new SwrError("forbidden");
}
