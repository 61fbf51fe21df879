/**
 * Migrates the tables in a thread of its own. Node's SQLite blocks its thread, for minutes in a step over many images,
 * while this one has to answer requests and hear signals.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type MigrationStep, needsMigration } from "../db/migrate.ts";
import { openSqlite } from "./sqlite.ts";

interface Options {
  before(step: MigrationStep): void;
  /** Once aborted, no further step begins. */
  signal: AbortSignal;
}

export async function migrateFile(path: string, { before, signal }: Options): Promise<void> {
  if (!(await isBehind(path)) || signal.aborted) return;
  // The busy thread cannot receive messages, so it is told through shared memory.
  const stopping = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./migrate-worker.ts", import.meta.url), {
    workerData: { path, stopping },
  });
  // Under `node --watch` (npm run dev) Node sends messages of its own as well.
  worker.on("message", (message: MigrationStep | object) => "step" in message && before(message));
  signal.addEventListener("abort", () => Atomics.store(stopping, 0, 1));
  await once(worker, "exit");
}

async function isBehind(path: string): Promise<boolean> {
  const db = openSqlite(path);
  try {
    return await needsMigration(db);
  } finally {
    await db.destroy();
  }
}
