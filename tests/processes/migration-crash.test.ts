/**
 * A start on a large folder of an old release, ended at random moments: by a power cut, or by SIGTERM as the operator's
 * supervisor does. The next start goes on, and nothing is lost.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../../server/db/migrate.ts";
import { openSqlite } from "../../server/node/sqlite.ts";
import { freePort } from "../support/free-port.ts";
import { contentOf, makeOldRelease } from "../support/old-release.ts";

/** The same every day and in CI: each takes seconds, so that ten times as many would be half of CI's time. */
const CRASHES = 20;
const IMAGES = 12_000;

const WAYS = ["power cut", "asked", "asked twice"] as const;
const CUT = { code: null, signal: "SIGKILL" };
const ENDED = { code: 0, signal: null };

const MAIN = join(import.meta.dirname, "../../server/node/start.mjs");

let folder: string;
const inFolder = (name: string) => join(folder, name);
/** What an uncut migration makes of it. */
let wanted: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-migration-"));
  const db = openSqlite(join(folder, "old.db"));
  await makeOldRelease(db, "0004-statistics", IMAGES);
  await db.destroy();
  await cp(inFolder("old.db"), inFolder("uncut.db"));
  const uncut = openSqlite(inFolder("uncut.db"));
  await migrate(uncut);
  await uncut.destroy();
  wanted = await digestOf(inFolder("uncut.db"));
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

async function digestOf(path: string): Promise<string> {
  const db = openSqlite(path);
  const hash = createHash("sha256").update(JSON.stringify(await contentOf(db)));
  await db.destroy();
  return hash.digest("hex");
}

/** A data folder as the old release left it. */
async function oldFolder(name: string): Promise<string> {
  await cp(inFolder("old.db"), join(folder, name, "swr.db"));
  return inFolder(name);
}

async function launch(dataDir: string) {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, SWR_PORT: String(port), SWR_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const log: string[] = [];
  const ended = once(child, "exit").then(([code, signal]) => {
    running.delete(child);
    return { code, signal };
  });
  const lines = createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const failed = ended.then(({ code }) => {
    throw new Error(`the service ended with ${code}:\n${log.join("\n")}`);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    migrating: () => Promise.race([once(lines, "line"), failed]),
    ready: () => Promise.race([once(child.stdout, "data"), failed]),
    kill: (signal: "SIGTERM") => child.kill(signal),
    end(signal: "SIGKILL" | "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Milliseconds an uncut migration takes; the crashes are spread over them. */
let duration: number;

test("while it migrates it says so, step by step, and has everybody come back", async () => {
  const service = await launch(await oldFolder("uncut"));
  await service.migrating();
  const start = performance.now();
  const seen = (await fetch(`${service.origin}/readyz`)).json();
  const answers = await Promise.all(
    ["/livez", "/readyz", "/healthz", "/v2/team-1/service-1/tags/list", "/v3/users", "/api/session"].map(
      (path) => fetch(service.origin + path),
    ),
  );
  expect(await seen).toMatchObject({ status: "migrating", of: expect.any(Number) });
  expect(answers.map(({ status }) => status)).toEqual([200, 503, 503, 503, 503, 503]);
  expect(answers.map(({ headers }) => headers.get("retry-after"))).toEqual([null, "5", "5", "5", "5", "5"]);
  await service.ready();
  duration = performance.now() - start;
  expect((await fetch(`${service.origin}/readyz`)).status).toBe(200);
  const told = service.log.map((line) => JSON.parse(line)).filter(({ step }) => step !== undefined);
  expect(told.map(({ number }) => number)).toEqual(Array.from({ length: told[0].of }, (_, at) => at + 1));
  expect(await service.end("SIGTERM")).toEqual(ENDED);
  expect(await digestOf(inFolder("uncut/swr.db"))).toBe(wanted);
});

test("of two starts at once one migrates and serves, the other says why it does not", async () => {
  const dataDir = await oldFolder("twice");
  const both = await Promise.all([launch(dataDir), launch(dataDir)]);
  const outcomes = await Promise.allSettled(both.map((service) => service.ready()));
  const [served, ...others] = both.filter((_, at) => outcomes[at]?.status === "fulfilled");
  expect(others).toEqual([]);
  const [refused] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(refused?.message).toMatch(/ended with 1:\n.*in use by another running service/);
  expect(await served?.end("SIGTERM")).toEqual(ENDED);
  expect(await digestOf(join(dataDir, "swr.db"))).toBe(wanted);
});

test(`${CRASHES} ends in the middle lose nothing`, { timeout: 60_000 + CRASHES * 30_000 }, async () => {
  let dataDir = await oldFolder("crash-1");
  for (let crash = 1; crash <= CRASHES; crash++) {
    const way = WAYS[crash % WAYS.length] ?? "power cut";
    const after = Math.random() * duration;
    const moment = `crash ${crash}, ${way} after ${after} ms`;
    const cut = await launch(dataDir);
    await Promise.race([cut.migrating(), cut.ready()]);
    await new Promise((resolve) => setTimeout(resolve, after));
    if (way === "asked twice") cut.kill("SIGTERM");
    const end = await cut.end(way === "power cut" ? "SIGKILL" : "SIGTERM");
    if (way !== "asked twice") expect(end, moment).toEqual(way === "power cut" ? CUT : ENDED);
    else expect([CUT, ENDED], moment).toContainEqual(end);
    // Some ends meet a start that goes on after the one before.
    if (crash < CRASHES && Math.random() < 0.6) continue;
    const next = await launch(dataDir);
    await next.ready();
    expect(await next.end("SIGTERM"), moment).toEqual(ENDED);
    expect(await digestOf(join(dataDir, "swr.db")), moment).toBe(wanted);
    await rm(dataDir, { recursive: true });
    dataDir = await oldFolder(`crash-${crash + 1}`);
  }
});
