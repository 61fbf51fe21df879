/** The service as a process; `npm start` runs it by start.mjs. */
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp } from "../app.ts";
import { reconcileFiles } from "../content/reconcile.ts";
import { releaseClaims } from "../content/upload-rows.ts";
import type { MigrationStep } from "../db/migrate.ts";
import type { Deps } from "../deps.ts";
import { handlers } from "../handlers.ts";
import { bootstrap } from "../identity/bootstrap.ts";
import { jobKinds } from "../job-kinds.ts";
import { countJobs, releaseAll } from "../jobs/queue.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { createMigratingApp } from "../migrating.ts";
import { createMemoryState } from "../ports/service-state.ts";
import { reachableAddresses } from "./addresses.ts";
import { type Administrator, readConfig } from "./config.ts";
import { DATABASE_FILE, openDataFolder } from "./data-folder.ts";
import { createFileContent } from "./file-content.ts";
import { createLinkFolder } from "./file-link-folder.ts";
import { createHash } from "./hash.ts";
import { addressOf, close, type Fetch, listen } from "./http.ts";
import { startJobTimer } from "./job-timer.ts";
import { holdRoom, keepRoom } from "./keep-room.ts";
import { createLogger } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { migrateFile } from "./migrate-file.ts";
import { readOperatorClusters } from "./operator-clusters.ts";
import { readOperatorRegions } from "./operator-regions.ts";
import { createAddressCheck, createOutbound } from "./outbound.ts";
import { createPasswordHasher, makeUpPassword } from "./passwords.ts";
import { startPullTimer } from "./pull-timer.ts";
import { openSqlite } from "./sqlite.ts";
import { StartError } from "./start-error.ts";
import { consolePages } from "./static.ts";

const GRACE_MS = 10_000;
const CONSOLE_FOLDER = fileURLToPath(new URL("../../dist", import.meta.url));

const log = createLogger();

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const stop = stopSignal();
  // The port comes first: if it is taken, nothing has been touched. Requests wait for the rest of the start; during a
  // migration they are told so.
  const ready = Promise.withResolvers<Fetch>();
  const migrating = Promise.withResolvers<Fetch>();
  let jobs: () => Promise<Record<string, number>> = async () => ({});
  const gauges = async () => ({ ...(await processGauges(config.dataDir)), ...(await jobs()) });
  const metrics = config.metrics ? createMetrics(gauges) : undefined;
  const answer: Fetch = async (request, bindings) => {
    if (metrics && new URL(request.url).pathname === "/metrics") return metrics.answer();
    return (await Promise.race([ready.promise, migrating.promise]))(request, bindings);
  };
  const server = await listen(answer, { ...config, observe: metrics?.observe });
  const folder = openDataFolder(config.dataDir);
  const clusters = readOperatorClusters(config.kubeconfig, log);
  const regions = readOperatorRegions(config.regionsFile);
  const pages = consolePages(CONSOLE_FOLDER);
  let running: MigrationStep;
  let isNew = false;
  await migrateFile(folder.database, {
    signal: stop,
    before(step) {
      running = step;
      isNew ||= step.step === "0001-initial";
      if (!isNew) log.info("migrating the tables", { ...step });
      if (step.number === 1) migrating.resolve(createMigratingApp(log, () => running, pages).fetch);
    },
  });
  if (stop.aborted) return;
  const clock = () => new Date();
  const isReachable = reachableAddresses(config.outboundAllow);
  const deps: Deps = {
    config: { ...config.service, publicUrl: config.publicUrl ?? addressOf(server), clusters, regions },
    db: openSqlite(folder.database),
    content: createFileContent(folder.registry),
    links: createLinkFolder(folder.registry),
    state: createMemoryState(clock),
    createHash,
    passwords: createPasswordHasher(),
    signingKey: folder.signingKey,
    clock,
    outbound: createOutbound(isReachable),
    isBlocked: createAddressCheck(isReachable),
    log,
  };
  await keepRoom(deps.db).catch((error: unknown) => log.error("no room is kept for a full disk", error));
  await reconcileFiles(deps);
  // With no room for it, an upload that was cut goes on with a copy.
  await releaseClaims(deps).catch((error: unknown) => log.error("no upload's claim is released", error));
  const app = createApp(deps, { handlers, pages });
  // Last, as the password it makes up is shown only once: nothing may fail in between.
  const welcome = await firstSignIn(deps, config.administrator);
  ready.resolve((request, bindings) => {
    deps.state.traffic.came();
    return app.fetch(request, bindings);
  });
  process.stdout.write([`swr-console  ${addressOf(server)}`, ...notBuilt(pages), ...welcome, ""].join("\n"));
  await releaseAll(deps);
  await planRecurring(deps, jobKinds);
  jobs = () => jobGauges(deps);
  const pulls = startPullTimer(deps);
  const timer = startJobTimer(createJobRunner(deps, jobKinds), log);
  if (!stop.aborted) await once(stop, "abort");
  await close(server, GRACE_MS);
  // Uploads that were cut write down how far they came.
  await deps.state.uploadWriters.idle();
  await timer.stop();
  await pulls.stop();
  // CNCF distribution may be started on the folder next.
  await reconcileFiles(deps);
  await deps.db.destroy();
  await holdRoom(config.dataDir);
  folder.unlock();
}

async function processGauges(dataDir: string): Promise<Record<string, number>> {
  const { user, system } = process.cpuUsage();
  return {
    swr_database_bytes: (await stat(join(dataDir, DATABASE_FILE))).size,
    process_resident_memory_bytes: process.memoryUsage.rss(),
    process_cpu_seconds_total: (user + system) / 1e6,
    process_start_time_seconds: Math.round(performance.timeOrigin / 1000),
  };
}

async function jobGauges(deps: Deps): Promise<Record<string, number>> {
  const counted = await countJobs(deps);
  return Object.fromEntries(
    counted.map(({ kind, state, jobs }) => [`swr_jobs{kind="${kind}",state="${state}"}`, jobs]),
  );
}

function notBuilt(pages: unknown): string[] {
  return pages === undefined ? ["The console is not built (npm run build): only the API answers."] : [];
}

/** Makes the first administrator, and answers lines to print about it; none from the second start on. */
async function firstSignIn(deps: Deps, { account, user, password }: Administrator): Promise<string[]> {
  const chosen = password ?? makeUpPassword();
  if (!(await bootstrap(deps, { account, user, password: chosen }))) return [];
  return [
    "",
    "Sign in with:",
    `  account   ${account}`,
    `  user      ${user}`,
    `  password  ${password === undefined ? `${chosen}  (not shown again)` : "as in SWR_ADMIN_PASSWORD"}`,
  ];
}

/** Aborted by the first SIGINT or SIGTERM. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) {
    process.on(name, () => {
      // The second signal ends the process at once. `process.exit` would wait for the statement that a migration's
      // thread is running.
      if (stop.signal.aborted) process.kill(process.pid, "SIGKILL");
      log.info("stopping", { signal: name });
      stop.abort();
    });
  }
  return stop.signal;
}

function fail(error: unknown): never {
  if (error instanceof StartError) process.stderr.write(`swr-console: ${error.message}\n`);
  else log.error("the service cannot go on", error);
  process.exit(1);
}

start().then(() => process.exit(0), fail);
