/** `npm run restore -- <folder>`: a backup into an empty data folder. The backup stays as it is. */
import { constants, existsSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "../server/node/config.ts";
import { DATABASE_FILE } from "../server/node/data-folder.ts";
import { argumentsOrUsage, mustBeEmpty, mustExist, reportingErrors } from "./command.ts";

await reportingErrors(async () => {
  const { positionals } = argumentsOrUsage("npm run restore -- <folder>", 1);
  const [source = ""] = positionals;
  const { dataDir } = readConfig(process.env);
  mustExist(join(source, DATABASE_FILE), `${source} holds no complete backup`);
  mustBeEmpty(dataDir, "SWR_DATA_DIR is not empty: restore into a new folder");
  process.umask(0o077);
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o700);
  // There is none where nothing was ever pushed.
  if (existsSync(join(source, "registry")))
    await cp(join(source, "registry"), join(dataDir, "registry"), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    });
  await copyFile(join(source, "signing.key"), join(dataDir, "signing.key"));
  // The name comes last: an interrupted restore does not pass for a whole one.
  await copyFile(join(source, DATABASE_FILE), join(dataDir, `${DATABASE_FILE}.partial`));
  await rename(join(dataDir, `${DATABASE_FILE}.partial`), join(dataDir, DATABASE_FILE));
  console.log(`Restored ${source}; the service can be started.`);
});
