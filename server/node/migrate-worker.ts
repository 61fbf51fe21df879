/** The thread of migrate-file.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { migrate } from "../db/migrate.ts";
import { openSqlite } from "./sqlite.ts";

const { path, stopping } = workerData as { path: string; stopping: Int32Array };

const db = openSqlite(path);
await migrate(db, {
  before(step) {
    if (Atomics.load(stopping, 0) === 1) return false;
    parentPort?.postMessage(step);
    return true;
  },
});
await db.destroy();
