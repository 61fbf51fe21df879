/** Two accounts, each with skopeo: what one shares the other pulls, until the minute it ends. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogin } from "../../server/login/create-login.ts";
import { startTestRegistry, type TestRegistry, writeOciLayout } from "../support/registry.ts";

const MINUTE_MS = 60_000;
const SHARES = "/api/swr/v2/manage/namespaces/team/repositories/app/access-domains";

let registry: TestRegistry;
let folder: string;
beforeAll(async () => {
  registry = await startTestRegistry();
  folder = await mkdtemp(join(tmpdir(), "sharing-"));
  await writeOciLayout(join(folder, "image"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await registry.close();
});

const run = promisify(execFile);
const address = (name: string) => `docker://${new URL(registry.origin).host}/${name}`;

const copy = (from: string, to: string, ...options: string[]) =>
  run("skopeo", [
    "--insecure-policy",
    "copy",
    "--src-tls-verify=false",
    "--dest-tls-verify=false",
    ...options,
    from,
    to,
  ]);

test("what is shared is pulled until it ends, and never pushed", async () => {
  const owner = `${registry.logins.admin.user}:${registry.logins.admin.password}`;
  await copy(`oci:${folder}/image`, address("team/app:v1"), "--dest-creds", owner);
  registry.advance(15 * 60 * MINUTE_MS);
  const other = await registry.deps.db
    .selectFrom("accounts")
    .select("id")
    .where("name", "=", "other")
    .executeTakeFirstOrThrow();
  const reader = await registry.createUser("reader", other.id);
  const { username, password } = await createLogin(await registry.context(reader));
  const login = `${username}:${password}`;
  const pull = (into: string) => copy(address("team/app:v1"), `dir:${folder}/${into}`, "--src-creds", login);
  await expect(pull("before")).rejects.toThrow(/denied|unauthorized/i);

  const body = JSON.stringify({ access_domain: "other", permit: "read", deadline: "2026-03-01T00:00:00Z" });
  const session = await registry.signIn();
  expect((await registry.call("POST", SHARES, { body, headers: session })).status).toBe(201);
  await pull("shared");
  const tags = await run("skopeo", [
    "list-tags",
    "--tls-verify=false",
    "--creds",
    login,
    address("team/app"),
  ]);
  expect(JSON.parse(tags.stdout)).toMatchObject({ Tags: ["v1"] });
  const push = copy(`oci:${folder}/image`, address("team/app:v2"), "--dest-creds", login);
  await expect(push).rejects.toThrow(/denied/i);

  registry.advance(60 * MINUTE_MS - 1);
  await pull("last");
  registry.advance(1);
  await expect(pull("after")).rejects.toThrow(/denied|unauthorized/i);
});
