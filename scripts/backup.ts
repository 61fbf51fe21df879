/**
 * `npm run backup -- <folder>`: a consistent copy of the data folder, also while the service runs. The tables are copied
 * in one moment; the registry's files are then laid out as those tables have them, blobs by hard link where possible.
 */
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { copyRegistry } from "../server/content/copy-registry.ts";
import { blobPath } from "../server/content/layout.ts";
import { readFolder } from "../server/content/read-folder.ts";
import { readConfig } from "../server/node/config.ts";
import { copyOrLink } from "../server/node/copy-or-link.ts";
import { DATABASE_FILE } from "../server/node/data-folder.ts";
import { createFileContent } from "../server/node/file-content.ts";
import { createLinkFolder } from "../server/node/file-link-folder.ts";
import { createHash } from "../server/node/hash.ts";
import { openSqlite } from "../server/node/sqlite.ts";
import { StartError } from "../server/node/start-error.ts";
import { argumentsOrUsage, mustBeEmpty, mustExist, reportingErrors } from "./command.ts";

const ATTEMPTS = 5;

await reportingErrors(async () => {
  const { positionals } = argumentsOrUsage("npm run backup -- <folder>", 1);
  const [target = ""] = positionals;
  const { dataDir } = readConfig(process.env);
  mustExist(join(dataDir, DATABASE_FILE), "SWR_DATA_DIR holds no data of the service");
  mustBeEmpty(target, `${target} is not empty: back up into a new folder`);
  // Password hashes and the signing key are in it.
  process.umask(0o077);
  await mkdir(target, { recursive: true });
  await copyOrLink(join(dataDir, "signing.key"), join(target, "signing.key"), "copy");

  const missing = await copyData(dataDir, target);
  // The name comes last: an interrupted backup is none.
  await rename(join(target, `${DATABASE_FILE}.partial`), join(target, DATABASE_FILE));
  console.log(`Backed up to ${target}.`);
  if (missing.length > 0) console.log(`Not in the registry either: ${missing.join(", ")}`);
});

/**
 * Answers the blobs that could not be copied. A blob of an image deleted meanwhile is no longer named at the next
 * attempt; one that is missing twice is not stored at all, like a Windows layer that registries need not hold.
 */
async function copyData(dataDir: string, target: string): Promise<string[]> {
  let missedBefore = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tables = join(target, `${DATABASE_FILE}.partial`);
    await rm(tables, { force: true });
    await rm(join(target, "registry/docker/registry/v2/repositories"), { recursive: true, force: true });
    copyTables(join(dataDir, DATABASE_FILE), tables);
    const db = openSqlite(tables);
    await readFolder({ db, ...registryOf(dataDir), createHash });
    const missing = await copyRegistry({ db, links: registryOf(target).links }, (digest) =>
      copyOrLink(join(dataDir, "registry", blobPath(digest)), join(target, "registry", blobPath(digest))),
    );
    await db.destroy();
    const missed = missing.join();
    if (missed === missedBefore) return missing;
    missedBefore = missed;
  }
  throw new StartError("images are deleted faster than they can be copied: try again");
}

function registryOf(dataDir: string) {
  const folder = join(dataDir, "registry");
  return { content: createFileContent(folder), links: createLinkFolder(folder) };
}

function copyTables(from: string, to: string): void {
  const database = new DatabaseSync(from);
  database.exec("PRAGMA busy_timeout = 5000");
  database.prepare("VACUUM INTO ?").run(to);
  database.close();
}
