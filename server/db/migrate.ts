/** Brings the tables to the newest form. The migrations are code, not a folder: the browser demo runs them too. */
import type { Kysely } from "kysely";
import { type MigrationResultSet, Migrator } from "kysely/migration";
import type { Database } from "./schema.ts";
import * as initial from "./sqlite/migrations/0001-initial.ts";
import * as digestIndexes from "./sqlite/migrations/0002-digest-indexes.ts";
import * as accessKeys from "./sqlite/migrations/0003-access-keys.ts";
import * as statistics from "./sqlite/migrations/0004-statistics.ts";
import * as tagsOfManifest from "./sqlite/migrations/0005-tags-of-manifest.ts";
import * as search from "./sqlite/migrations/0006-search.ts";
import * as firstLogin from "./sqlite/migrations/0007-first-login.ts";
import * as imageLists from "./sqlite/migrations/0008-image-lists.ts";
import * as visibleImages from "./sqlite/migrations/0009-visible-images.ts";
import * as cheaperLists from "./sqlite/migrations/0010-cheaper-lists.ts";
import * as sharing from "./sqlite/migrations/0011-sharing.ts";
import * as jobs from "./sqlite/migrations/0012-jobs.ts";
import * as retention from "./sqlite/migrations/0013-retention.ts";
import * as signIns from "./sqlite/migrations/0014-sign-ins.ts";
import * as triggers from "./sqlite/migrations/0015-triggers.ts";
import * as unheldManifests from "./sqlite/migrations/0016-unheld-manifests.ts";
import * as retentionRuns from "./sqlite/migrations/0022-retention-runs.ts";
import * as triggerLedger from "./sqlite/migrations/0022-trigger-ledger.ts";
import * as manifestFacts from "./sqlite/migrations/0023-manifest-facts.ts";
import * as sync from "./sqlite/migrations/0024-sync.ts";
import * as webhooks from "./sqlite/migrations/0025-webhooks.ts";
import * as blobs from "./sqlite/migrations/0026-blobs.ts";
import * as loginUses from "./sqlite/migrations/0027-login-uses.ts";
import * as uploads from "./sqlite/migrations/0028-uploads.ts";
import * as indexSizes from "./sqlite/migrations/0029-index-sizes.ts";
import * as catalog from "./sqlite/migrations/0030-catalog.ts";
import * as uploadWriters from "./sqlite/migrations/0031-upload-writers.ts";
import * as foreignLayers from "./sqlite/migrations/0032-foreign-layers.ts";
import * as holdSteps from "./sqlite/migrations/0033-hold-steps.ts";
import * as housekeeping from "./sqlite/migrations/0034-housekeeping.ts";
import * as manifestsTakeRoom from "./sqlite/migrations/0035-manifests-take-room.ts";
import * as retentionLog from "./sqlite/migrations/0036-retention-log.ts";

export const migrations = {
  "0001-initial": initial,
  "0002-digest-indexes": digestIndexes,
  "0003-access-keys": accessKeys,
  "0004-statistics": statistics,
  "0005-tags-of-manifest": tagsOfManifest,
  "0006-search": search,
  "0007-first-login": firstLogin,
  "0008-image-lists": imageLists,
  "0009-visible-images": visibleImages,
  "0010-cheaper-lists": cheaperLists,
  "0011-sharing": sharing,
  "0012-jobs": jobs,
  "0013-retention": retention,
  "0014-sign-ins": signIns,
  "0015-triggers": triggers,
  "0016-unheld-manifests": unheldManifests,
  "0022-retention-runs": retentionRuns,
  "0022-trigger-ledger": triggerLedger,
  "0023-manifest-facts": manifestFacts,
  "0024-sync": sync,
  "0025-webhooks": webhooks,
  "0026-blobs": blobs,
  "0027-login-uses": loginUses,
  "0028-uploads": uploads,
  "0029-index-sizes": indexSizes,
  "0030-catalog": catalog,
  "0031-upload-writers": uploadWriters,
  "0032-foreign-layers": foreignLayers,
  "0033-hold-steps": holdSteps,
  "0034-housekeeping": housekeeping,
  "0035-manifests-take-room": manifestsTakeRoom,
  "0036-retention-log": retentionLog,
};

export type MigrationName = keyof typeof migrations;

export interface MigrationStep {
  step: MigrationName;
  /** Its number among the steps still to be done, from 1. */
  number: number;
  of: number;
}

interface Options {
  /** The last step to do; by default the newest. */
  to?: MigrationName;
  /** Called before each step. False stops there; the next call of `migrate` goes on with this step. */
  before?: (step: MigrationStep) => boolean;
}

/**
 * Each step and the note that it is done are one transaction: whenever it is cut, the tables are as before the step or
 * after it.
 */
export async function migrate(
  db: Kysely<Database>,
  { to, before = () => true }: Options = {},
): Promise<void> {
  const migrator = migratorOf(db);
  const pending = await pendingOf(migrator);
  const steps = to === undefined ? pending : pending.slice(0, pending.indexOf(to) + 1);
  for (const [at, step] of steps.entries()) {
    if (!before({ step, number: at + 1, of: steps.length })) return;
    // Step by step, as "to the latest" would be one transaction, all of which a cut near its end would undo.
    throwErrorOf(await migrator.migrateUp());
  }
}

export async function needsMigration(db: Kysely<Database>): Promise<boolean> {
  return (await pendingOf(migratorOf(db))).length > 0;
}

function migratorOf(db: Kysely<Database>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

async function pendingOf(migrator: Migrator): Promise<MigrationName[]> {
  const known = await migrator.getMigrations();
  const pending = known.filter(({ executedAt }) => !executedAt).map(({ name }) => name as MigrationName);
  // With nothing to do, this call only refuses tables of a newer release.
  if (pending.length === 0) throwErrorOf(await migrator.migrateToLatest());
  return pending;
}

function throwErrorOf({ error }: MigrationResultSet): void {
  if (error) throw error;
}
