/** `npm run verify`: reads everything in the registry again, also while the service runs, and tells what is damaged. */
import { join } from "node:path";
import { findDamage } from "../server/content/find-damage.ts";
import { needsMigration } from "../server/db/migrate.ts";
import { readConfig } from "../server/node/config.ts";
import { DATABASE_FILE } from "../server/node/data-folder.ts";
import { createFileContent } from "../server/node/file-content.ts";
import { createHash } from "../server/node/hash.ts";
import { openSqlite } from "../server/node/sqlite.ts";
import { StartError } from "../server/node/start-error.ts";
import { argumentsOrUsage, mustExist, reportingErrors } from "./command.ts";

await reportingErrors(async () => {
  argumentsOrUsage("npm run verify", 0);
  const { dataDir } = readConfig(process.env);
  mustExist(join(dataDir, DATABASE_FILE), "SWR_DATA_DIR holds no data of the service");
  const db = openSqlite(join(dataDir, DATABASE_FILE));
  if (await needsMigration(db)) throw new StartError("start this release of the service on the folder first");
  const content = createFileContent(join(dataDir, "registry"));
  let read = 0;
  let bytes = 0;
  let damaged = 0;
  const onRead = (size: number) => {
    read += 1;
    bytes += size;
  };
  for await (const { digest, problem, repositories } of findDamage({ db, content, createHash }, onRead)) {
    damaged += 1;
    console.log(`${digest}  ${problem}: ${repositories.join(", ")}`);
  }
  await db.destroy();
  console.log(`Read ${read} blobs, ${(bytes / 1e6).toFixed(1)} MB: ${damaged} damaged.`);
  if (damaged > 0) process.exitCode = 1;
});
