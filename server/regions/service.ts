/** An account's regions, and the operator's, which are shown to the accounts they are for. */
import type { RegionEntry, regionOperations } from "../../core/console-operations/regions.ts";
import { REGIONS_PER_ACCOUNT } from "../../core/limits.ts";
import type { InputOf } from "../../core/operations/define.ts";
import { mayUseOperators } from "../access/operators-own.ts";
import { maySync } from "../access/policy.ts";
import type { ActorContext, Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { SwrError } from "../errors.ts";
import { type SealedFor, seal, unseal } from "../secrets/sealed-value.ts";
import { cancelRecords } from "../sync-records/end.ts";
import { inTransaction } from "../transaction.ts";
import { CREDENTIAL, isAuthority, type Region, readOrigin } from "./region.ts";

type NewRegion = InputOf<typeof regionOperations.AddRegion>["body"];
type Sealed = Pick<Region, "accessKey" | "secretKey" | "ca">;

const sealedFor = (accountId: string, id: string): SealedFor => ({
  purpose: "region credentials",
  label: `${accountId} ${id}`,
});

/** Of two with one id the operator's counts. Addresses are shown to those who may manage regions. */
export async function listRegions(context: Context): Promise<RegionEntry[]> {
  const { db, caller } = context;
  const rows = await db
    .selectFrom("regions")
    .select(["id", "name", "registry", "api", "project", "creator_name", "created_at"])
    .where("account_id", "=", caller.account.id)
    .orderBy("id")
    .execute();
  const named = await operatorsFor(context, caller.account.id);
  const operators = named.map((region) => present("operator", region));
  const own = rows
    .filter(({ id }) => !named.some((other) => other.id === id))
    .map((row) => present("console", row));
  const all = [...operators, ...own];
  if (maySync(caller)) return all;
  return all.map(({ registry: _, api: __, project: ___, ...entry }) => entry);
}

/** The operator's regions that the account may use: copies to them are written with the operator's key. */
async function operatorsFor(context: ActorContext, accountId: string): Promise<readonly Region[]> {
  const { regions, regionAccounts } = context.config;
  if (regions.length === 0 || !(await mayUseOperators(context, regionAccounts, accountId))) return [];
  return regions;
}

type Shown = Pick<Region, "id" | "name" | "registry" | "project"> & {
  api?: string | null | undefined;
  creator_name?: string;
  created_at?: string;
};

function present(
  source: RegionEntry["source"],
  { id, name, registry, api, project, creator_name, created_at }: Shown,
): RegionEntry {
  return {
    source,
    id,
    name,
    registry,
    ...(api && { api }),
    project,
    ...(creator_name !== undefined && { creator_name, created_at }),
  };
}

/** A region of the account or the operator. Undefined where there is none (any more). */
export async function findRegion(
  context: ActorContext,
  accountId: string,
  id: string,
): Promise<Region | undefined> {
  const named = (await operatorsFor(context, accountId)).find((region) => region.id === id);
  if (named) return named;
  const row = await context.db
    .selectFrom("regions")
    .select(["id", "name", "registry", "api", "project", "sealed"])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, api, ...shown } = row;
  const credentials = JSON.parse(await unseal(context, sealedFor(accountId, id), sealed)) as Sealed;
  return { ...shown, api: api ?? undefined, ...credentials, isOperators: false };
}

export async function requireRegion(context: Context, id: string): Promise<Region> {
  const region = await findRegion(context, context.caller.account.id, id);
  if (!region) throw new SwrError("regionNotFound", id);
  return region;
}

export async function addRegion(context: Context, body: NewRegion): Promise<RegionEntry> {
  requireManager(context);
  const { registry, api, ca } = checked(body);
  const { account, user } = context.caller;
  const { id, name, project } = body;
  const credentials: Sealed = { accessKey: body.access_key, secretKey: body.secret_key, ca };
  const sealed = await seal(context, sealedFor(account.id, id), JSON.stringify(credentials));
  const created_at = context.clock().toISOString();
  const shown = { id, name, registry, api: api ?? null, project, creator_name: user.name, created_at };
  await inTransaction(context, async (within) => {
    const { db, config } = within;
    await holdRow(db, "accounts", account.id);
    const existing = db.selectFrom("regions").where("account_id", "=", account.id);
    const { count } = await existing.select(countRows().as("count")).executeTakeFirstOrThrow();
    if (count >= REGIONS_PER_ACCOUNT) refuse(`an account may have ${REGIONS_PER_ACCOUNT} regions`);
    const taken = await existing.select("id").where("id", "=", id).executeTakeFirst();
    if (taken || (await operatorsFor(within, account.id)).some((other) => other.id === id)) {
      refuse(`id: there is a region ${id} already`);
    }
    if (id === config.region) refuse(`id: ${id} is this service's own`);
    await db
      .insertInto("regions")
      .values({ ...shown, account_id: account.id, sealed })
      .execute();
  });
  return present("console", shown);
}

function checked(body: NewRegion) {
  const registry = readOrigin(body.registry);
  if (registry === undefined) refuse("registry: a host, or an http or https address without a path");
  const api = body.api ? readOrigin(body.api) : undefined;
  if (body.api && api === undefined) refuse("api: a host, or an http or https address without a path");
  for (const field of ["project", "access_key", "secret_key"] as const) {
    if (!CREDENTIAL.test(body[field])) refuse(`${field}: letters, digits and signs other than a colon`);
  }
  if (body.ca && !isAuthority(body.ca)) refuse("ca: a certificate in PEM");
  return { registry, api, ca: body.ca || undefined };
}

function refuse(detail: string): never {
  throw new SwrError("invalidParameter", detail);
}

/** Deletes its rules too, which could do nothing more, and cancels what was still to be copied there. */
export async function deleteRegion(context: Context, id: string): Promise<void> {
  requireManager(context);
  if ((await operatorsFor(context, context.caller.account.id)).some((region) => region.id === id)) {
    throw new SwrError("forbidden", "the region stands in the operator's own file (SWR_REGIONS_FILE)");
  }
  const { account } = context.caller;
  await inTransaction(context, async (within) => {
    const { numDeletedRows } = await within.db
      .deleteFrom("regions")
      .where("account_id", "=", account.id)
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new SwrError("regionNotFound", id);
    await within.db
      .deleteFrom("sync_rules")
      .where("account_id", "=", account.id)
      .where("region_id", "=", id)
      .execute();
    await cancelRecords(within, { account_id: account.id, region_id: id });
  });
}

export function requireManager({ caller }: Context): void {
  if (!maySync(caller)) throw new SwrError("forbidden");
}
