/**
 * `npm run gc [-- --dry-run]`: garbage collection of a stopped service's data folder. A running one does it every hour.
 */
import { join } from "node:path";
import { collectGarbage } from "../server/content/collect-garbage.ts";
import { followTables } from "../server/content/link-files.ts";
import { readFolder } from "../server/content/read-folder.ts";
import { takeInventory } from "../server/content/take-inventory.ts";
import { migrate } from "../server/db/migrate.ts";
import { readConfig } from "../server/node/config.ts";
import { DATABASE_FILE, openDataFolder } from "../server/node/data-folder.ts";
import { createFileContent } from "../server/node/file-content.ts";
import { createLinkFolder } from "../server/node/file-link-folder.ts";
import { createHash } from "../server/node/hash.ts";
import { openSqlite } from "../server/node/sqlite.ts";
import { createMemoryState } from "../server/ports/service-state.ts";
import { argumentsOrUsage, mustExist, reportingErrors } from "./command.ts";

await reportingErrors(async () => {
  const { options } = argumentsOrUsage("npm run gc [-- --dry-run]", 0, ["dry-run"]);
  const dryRun = options.has("dry-run");
  const { dataDir } = readConfig(process.env);
  mustExist(join(dataDir, DATABASE_FILE), "SWR_DATA_DIR holds no data of the service");
  const folder = openDataFolder(dataDir);
  const db = openSqlite(folder.database);
  await migrate(db);
  const content = createFileContent(folder.registry);
  const links = createLinkFolder(folder.registry);
  const clock = () => new Date();
  const needs = { db, content, links, state: createMemoryState(clock), clock, createHash };
  await readFolder(needs);
  const { links: forgotten, ...collected } = await collectGarbage(needs, { dryRun });
  const unknown = await takeInventory(needs, { dryRun });
  await followTables(needs);
  await db.destroy();
  folder.unlock();
  const blobs = collected.blobs + unknown.blobs;
  const bytes = collected.bytes + unknown.bytes;
  const verb = dryRun ? "Would remove" : "Removed";
  console.log(`${verb} ${forgotten} layer links and ${blobs} blobs, ${(bytes / 1e6).toFixed(1)} MB.`);
});
