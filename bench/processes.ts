/** The service and CNCF distribution's engine as processes of their own, each on an empty folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../tests/support/free-port.ts";

export interface Running {
  name: string;
  origin: string;
  headers: Record<string, string>;
  /** Bytes that are resident now; Linux only. */
  residentBytes(): number;
  /** Milliseconds its main thread has worked so far: on a busy machine too. Linux only. */
  cpuMs(): number;
  /** What all its threads, and the system for it, have worked so far. Linux only. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../server/node/start.mjs", import.meta.url));
const PASSWORD = randomUUID();
/** Of a second, as Linux counts for programs. */
const TICKS = 100;

/** The service with one administrator, `admin`, and one organization, `bench`. */
export async function startService(folder: string, more: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const env = {
    ...process.env,
    SWR_HOST: "127.0.0.1",
    SWR_PORT: String(port),
    SWR_DATA_DIR: folder,
    SWR_ADMIN_PASSWORD: PASSWORD,
    ...more,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: "ignore" });
  const origin = `http://127.0.0.1:${port}`;
  await answering(child, "the service", `${origin}/healthz`);
  const service = running("swr-console", child, origin);
  const headers = await signIn(origin, "admin");
  await post(`${origin}/v2/manage/namespaces`, headers, { namespace: "bench" });
  return { ...service, headers: await logIn(origin, headers) };
}

/** Headers of a client of the registry that sends its login itself, for whoever `headers` are of. */
export async function logIn(
  origin: string,
  headers: Record<string, string>,
): Promise<Record<string, string>> {
  const login = (await (await post(`${origin}/v2/manage/utils/secret`, headers)).json()) as Login;
  const auth = Object.values(login.auths)[0]?.auth ?? "";
  return { authorization: `Basic ${auth}` };
}

interface Login {
  auths: Record<string, { auth: string }>;
}

/** Headers of an API client. Every user of the seed has the administrator's password. */
export async function signIn(
  origin: string,
  user: string,
  account = "local",
): Promise<Record<string, string>> {
  const password = { user: { name: user, password: PASSWORD, domain: { name: account } } };
  const body = { auth: { identity: { methods: ["password"], password } } };
  const answer = await post(`${origin}/v3/auth/tokens`, {}, body);
  return { "X-Auth-Token": answer.headers.get("x-subject-token") ?? "" };
}

async function post(url: string, headers: Record<string, string>, body: unknown = {}): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

export async function startDistribution(program: string, folder: string): Promise<Running> {
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  const config = {
    version: 0.1,
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "registry") } },
    http: { addr: `127.0.0.1:${port}` },
  };
  // JSON is YAML.
  await writeFile(join(folder, "config.yml"), JSON.stringify(config));
  const child = spawn(program, ["serve", join(folder, "config.yml")], { stdio: "ignore" });
  const origin = `http://127.0.0.1:${port}`;
  await answering(child, "docker-registry", `${origin}/v2/`);
  return running("docker-registry", child, origin);
}

function running(name: string, child: ChildProcess, origin: string): Running {
  return {
    name,
    origin,
    headers: {},
    residentBytes() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
    },
    cpuMs() {
      return Number(readFileSync(`/proc/${child.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    },
    processorSeconds() {
      const [, after = ""] = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ");
      const [user, system] = after.split(" ").slice(11, 13).map(Number);
      return ((user ?? 0) + (system ?? 0)) / TICKS;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill();
      await exit;
    },
  };
}

async function answering(child: ChildProcess, name: string, url: string): Promise<void> {
  const ok = () =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await ok())) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await setTimeout(50);
  }
}
