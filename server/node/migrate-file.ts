/**
 * Migrates the tables of a file. Node's SQLite blocks the thread it runs on, a step over many images for minutes: a
 * thread of its own does it, so that this one answers and hears signals meanwhile.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type MigrationStep, needsMigration } from "../db/migrate.ts";
import { openSqlite } from "./sqlite.ts";

interface Options {
  before(step: MigrationStep): void;
  /** Once aborted the running step is the last. */
  signal: AbortSignal;
}

export async function migrateFile(path: string, { before, signal }: Options): Promise<void> {
  if (!(await isBehind(path)) || signal.aborted) return;
  // The worker's thread is busy and gets no message: it looks into shared memory.
  const stopping = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./migrate-worker.ts", import.meta.url), {
    workerData: { path, stopping },
  });
  worker.on("message", before);
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
