import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// Whole processes, several a test, perhaps beside a busy machine's other work.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = join(import.meta.dirname, "../../server/node/start.mjs");

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
  expect(stopped.errors).not.toContain("migrating");
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

test("stopped in the middle of an upload, it goes on after the restart", async () => {
  const password = "given-password";
  const first = await start({ SWR_ADMIN_PASSWORD: password });
  const { headers, call } = await client(first.address, password);
  await call("POST", "/api/swr/v2/manage/namespaces", JSON.stringify({ namespace: "team" }));
  const opened = await call("POST", "/api/registry/v2/team/app/blobs/uploads/");
  const location = opened.headers.get("location") ?? "";
  const part = new Uint8Array(3_000_000).fill(1);
  // Never ends by itself.
  const body = new ReadableStream({ start: (controller) => controller.enqueue(part) });
  const sending = fetch(first.address + location, {
    method: "PATCH",
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  const broken = expect(sending).rejects.toThrow();
  const received = async (address: string) => {
    const { headers } = await (await client(address, password)).call("GET", location);
    return Number(headers.get("range")?.split("-")[1]) + 1;
  };
  await expect.poll(() => received(first.address), { timeout: 20_000 }).toBeGreaterThan(1_000_000);
  expect((await first.stop()).code).toBe(0);
  await broken;

  const second = await start();
  const kept = await received(second.address);
  expect(kept).toBeGreaterThan(1_000_000);
  const digest = `sha256:${createHash("sha256").update(part).digest("hex")}`;
  const again = await client(second.address, password);
  const ended = await again.call("PUT", `${location}?digest=${digest}`, part.slice(kept));
  expect(ended.status).toBe(201);
  await second.stop();
});

test("metrics answer where they are asked for", async () => {
  const without = await start();
  expect((await fetch(`${without.address}/metrics`)).status).toBe(404);
  await without.stop();
  const { address, stop } = await start({ SWR_METRICS: "true" });
  expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/^process_resident_memory_bytes \d+$/m);
  await stop();
});

/** The console of the administrator. */
async function client(address: string, password: string) {
  const answer = await signIn(address, password);
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  const headers = { Cookie: cookie, Origin: address, "Sec-Fetch-Site": "same-origin" };
  const call = (method: string, path: string, body?: BodyInit) =>
    fetch(address + path, { method, headers, ...(body !== undefined && { body }) });
  return { headers, call };
}
