/** The real service in a process of its own, on a free port and a fresh data folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../tests/support/free-port.ts";

const root = join(import.meta.dirname, "../..");

export const ADMINISTRATOR = { account: "local", user: "admin", password: "a-password-for-tests" };

export interface Service {
  origin: string;
  /** Host and port: where images are pushed and pulled. */
  host: string;
  dataDir: string;
  /** Kills the process as a power cut would; by SIGTERM as an operator does. */
  kill(signal?: "SIGTERM"): Promise<void>;
  /** Starts it again on the same port and data, after `kill`. */
  start(): Promise<void>;
  /** Bytes that the process holds of the machine's memory (Linux). */
  memory(): Promise<number>;
  /** Lets the process of the next `start` stand by: it then begins in a fraction of the time. */
  standBy(): void;
  /** Kills it and removes its data. */
  dispose(): Promise<void>;
}

/** What people name in the console may lie on this machine. `env` adds to the service's environment. */
export async function startService(env: Record<string, string> = {}): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), "swr-console-e2e-"));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  let child: ChildProcess;
  let next: ChildProcess | undefined;
  const launch = (program: string, stdin: "ignore" | "pipe") =>
    spawn(process.execPath, [program], {
      cwd: root,
      stdio: [stdin, "pipe", "pipe"],
      env: {
        ...process.env,
        SWR_HOST: "127.0.0.1",
        SWR_PORT: String(port),
        SWR_DATA_DIR: dataDir,
        SWR_ADMIN_PASSWORD: ADMINISTRATOR.password,
        SWR_OUTBOUND_ALLOW: "127.0.0.1/32",
        ...env,
      },
    });

  const service: Service = {
    origin: `http://${host}`,
    host,
    dataDir,
    async start() {
      child = next ?? launch("server/node/start.mjs", "ignore");
      next = undefined;
      child.stdin?.write("start\n");
      await answering(child, service.origin);
    },
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    standBy() {
      next = launch("e2e/support/standby.ts", "pipe");
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill(signal ?? "SIGKILL");
      await exit;
    },
    async dispose() {
      await service.kill();
      next?.kill("SIGKILL");
      await rm(dataDir, { recursive: true });
    },
  };
  await service.start();
  return service;
}

/** Waits for the first answer; fails with what the service wrote where it ends before. */
async function answering(child: ChildProcess, origin: string): Promise<void> {
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (written += chunk));
  for (;;) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) throw new Error(`the service ended with ${end}:\n${written}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
