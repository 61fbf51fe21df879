import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// Whole processes, several a test, perhaps beside a busy machine's other work.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

let folder: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-main-"));
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await Promise.all([...running].map((child) => once(child, "exit")));
  await rm(folder, { recursive: true });
});

function launch(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, SWR_PORT: "0", SWR_DATA_DIR: join(folder, "data"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function start(env?: Record<string, string>) {
  const child = launch(env);
  const errors = text(child.stderr);
  let banner = "";
  child.stdout.on("data", (chunk) => {
    banner += String(chunk);
  });
  await once(child.stdout, "data");
  const address = /http:\S+/.exec(banner)?.[0] ?? "";
  async function stop() {
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    return { code, errors: await errors };
  }
  return { banner, address, stop };
}

async function runToEnd(env: Record<string, string>) {
  const child = launch(env);
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, errors };
}

function signIn(address: string, password: string) {
  return fetch(`${address}/api/session`, {
    method: "POST",
    headers: { Origin: address },
    body: JSON.stringify({ account: "local", user: "admin", password }),
  });
}

test("the first start prints a password that signs in; the second keeps it and prints none", async () => {
  const first = await start();
  const password = /password\s+(\S+)/.exec(first.banner)?.[1] ?? "";
  expect((await signIn(first.address, password)).status).toBe(200);
  const stopped = await first.stop();
  expect(stopped.code).toBe(0);
  expect(stopped.errors).not.toContain(password);
  expect(stopped.errors).not.toContain("ExperimentalWarning");
  const second = await start();
  expect(second.banner).not.toContain("password");
  expect((await signIn(second.address, password)).status).toBe(200);
  await second.stop();
});

test("a given password is used and not printed", async () => {
  const { address, banner, stop } = await start({ SWR_ADMIN_PASSWORD: "given-password" });
  expect(banner).not.toContain("given-password");
  expect((await signIn(address, "given-password")).status).toBe(200);
  await stop();
});

test("what stops the start is said in one line, with exit code 1", async () => {
  const { address, stop } = await start();
  const { port } = new URL(address);
  expect(await runToEnd({ SWR_PORT: port, SWR_DATA_DIR: join(folder, "other") })).toEqual({
    code: 1,
    errors: `swr-console: SWR_PORT ${port} is in use on 127.0.0.1: choose another\n`,
  });
  expect(await runToEnd({})).toEqual({
    code: 1,
    errors: "swr-console: SWR_DATA_DIR is in use by another running service\n",
  });
  expect(await runToEnd({ SWR_PORT: "http" })).toEqual({
    code: 1,
    errors: "swr-console: SWR_PORT must be a port number from 0 to 65535\n",
  });
  await stop();
});
