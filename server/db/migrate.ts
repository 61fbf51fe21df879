/** Brings the tables to the newest form. The migrations are code, not a folder: the browser demo runs them too. */
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import * as initial from "./migrations/0001-initial.ts";
import * as digestIndexes from "./migrations/0002-digest-indexes.ts";
import * as accessKeys from "./migrations/0003-access-keys.ts";
import * as statistics from "./migrations/0004-statistics.ts";
import * as tagsOfManifest from "./migrations/0005-tags-of-manifest.ts";
import * as search from "./migrations/0006-search.ts";
import * as firstLogin from "./migrations/0007-first-login.ts";
import * as imageLists from "./migrations/0008-image-lists.ts";
import * as visibleImages from "./migrations/0009-visible-images.ts";
import * as cheaperLists from "./migrations/0010-cheaper-lists.ts";
import * as sharing from "./migrations/0011-sharing.ts";
import type { Database } from "./schema.ts";

const migrations = {
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
};

export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
