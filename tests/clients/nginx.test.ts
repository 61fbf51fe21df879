/** nginx in front of the service, set up as docs/operations.md says. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mustRun } from "../../e2e/support/run.ts";
import { findTool, nginx as tool } from "../../scripts/tools.ts";
import { UPLOADS } from "../../server/content/layout.ts";
import { addressOf, close, listen } from "../../server/node/http.ts";
import { freePort } from "../support/free-port.ts";
import { digestOf, testBytes, writeOciLayout } from "../support/registry.ts";
import { createTestService, type TestService } from "../support/service.ts";

let folder: string;
let service: TestService;
let server: Server;
let nginx: ChildProcess;
let host: string;
let headers: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-nginx-"));
  service = await createTestService();
  await service.createOrganization("team");
  server = await listen((...asked) => service.app.fetch(...asked), {
    host: "127.0.0.1",
    port: 0,
    trustProxy: true,
  });
  const port = await freePort();
  host = `127.0.0.1:${port}`;
  const at = (name: string) => join(folder, name);
  await mustRun(
    ...["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=registry.example.com"],
    ...["-keyout", at("registry.key"), "-out", at("registry.crt")],
  );
  const documented = /^```nginx\n(.*?)^```/ms.exec(await readFile("docs/operations.md", "utf8"))?.[1] ?? "";
  const site = documented
    .replace("listen 443 ssl", `listen ${host} ssl`)
    .replaceAll("/etc/ssl/", `${folder}/`)
    .replace("http://127.0.0.1:8080", addressOf(server));
  const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const temporary = folders.map((name) => `${name}_temp_path ${at(name)};`).join(" ");
  await writeFile(
    at("nginx.conf"),
    `daemon off; pid ${at("pid")}; error_log stderr; events {} http { access_log off; ${temporary} ${site} }`,
  );
  nginx = spawn(findTool(tool) ?? "nginx", ["-e", "stderr", "-c", at("nginx.conf")], { stdio: "ignore" });
  headers = await service.token();
  await vi.waitFor(() => send("GET", "/healthz"), { timeout: 60_000 });
});
afterAll(async () => {
  nginx.kill();
  await once(nginx, "exit");
  await close(server, 0);
  await service.close();
  await rm(folder, { recursive: true });
});

/** Not `fetch`, which trusts no certificate made a moment ago. */
function open(method: string, path: string, more: Record<string, string> = {}) {
  return request(`https://${host}${path}`, {
    method,
    headers: { ...headers, ...more },
    rejectUnauthorized: false,
  });
}

async function send(method: string, path: string, more?: Record<string, string>): Promise<IncomingMessage> {
  const sent = open(method, path, more).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  return answer;
}

/** User and password as the command tells them, and the address it names. */
async function login() {
  const answer = await send("POST", "/v2/manage/utils/secret");
  const words = String(answer.headers["x-swr-dockerlogin"]).split(" ");
  return { user: words[3], password: words[5], address: words[6] };
}

test("addresses are those the browser uses", async () => {
  expect((await login()).address).toBe(host);
  const refused = await send("GET", "/v2/", { "X-Forwarded-Host": "evil.example" });
  expect(refused.headers["www-authenticate"]).toContain(`realm="https://${host}/v2/token"`);
});

test("skopeo pushes an image, and pulls the same", async () => {
  const { user, password } = await login();
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  await writeOciLayout(from);
  const remote = `docker://${host}/team/app:v1`;
  const creds = `${user}:${password}`;
  const insecure = ["copy", "--insecure-policy"];
  await mustRun(
    "skopeo",
    ...insecure,
    "--dest-tls-verify=false",
    "--dest-creds",
    creds,
    `oci:${from}`,
    remote,
  );
  await mustRun(
    "skopeo",
    ...insecure,
    "--src-tls-verify=false",
    "--src-creds",
    creds,
    remote,
    `oci:${to}:v1`,
  );
  expect((await readdir(join(to, "blobs/sha256"))).sort()).toEqual(
    (await readdir(join(from, "blobs/sha256"))).sort(),
  );
});

test("a layer goes through as it is sent", async () => {
  const { user, password } = await login();
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;
  const bytes = testBytes(20_000_000);
  const half = bytes.length / 2;
  const opened = await send("POST", "/v2/team/app/blobs/uploads/", { authorization });
  const location = String(opened.headers.location);
  const upload = open("PUT", `${location}?digest=${digestOf(bytes)}`, {
    authorization,
    "content-length": String(bytes.length),
  });
  upload.write(bytes.subarray(0, half));
  // Each on the way holds a little back.
  await vi.waitFor(async () => expect(await uploaded()).toBeGreaterThan(half / 2), { timeout: 60_000 });
  upload.end(bytes.subarray(half));
  const [answer] = (await once(upload, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(201);

  const pulled = open("GET", `/v2/team/app/blobs/${digestOf(bytes)}`, { authorization }).end();
  const [content] = (await once(pulled, "response")) as [IncomingMessage];
  expect((await buffer(content)).equals(bytes)).toBe(true);
});

/** Bytes of the one upload that runs, as they lie in the service's folder. */
async function uploaded(): Promise<number> {
  const uploads = join(service.storageFolder, UPLOADS);
  const [data] = await readdir(uploads).catch(() => []);
  return data === undefined ? 0 : (await stat(join(uploads, data))).size;
}
