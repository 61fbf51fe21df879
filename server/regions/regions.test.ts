import { once } from "node:events";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { REGIONS_PER_ACCOUNT } from "../../core/limits.ts";
import { makeCertificates } from "../../tests/support/certificates.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { startSilentAddress } from "../../tests/support/silent-address.ts";
import { startTwoRegistries, type TwoRegistries } from "../../tests/support/two-registries.ts";
import { projectOfAccount } from "../identity/projects.ts";
import { reachableAddresses } from "../node/addresses.ts";
import { createOutbound } from "../node/outbound.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";

let two: TwoRegistries;
const logged: string[] = [];
beforeEach(async () => {
  two = await startTwoRegistries();
  // The target checks signatures by its own clock, which stands where the source's does.
  two.source.deps.log = {
    info: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)),
    error: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)),
  };
});
afterEach(() => two.close());

const region = (more: object = {}) => ({
  id: "other",
  name: "Other",
  registry: two.proxy.origin,
  api: two.proxy.origin,
  project: "local-1",
  access_key: two.key.id,
  secret_key: two.key.secret,
  ...more,
});

const add = (more: object = {}) => two.console("POST", "regions", region(more));
const tested = async (id: string) => JSON.parse((await two.console("POST", `regions/${id}/test`)).text);

test("a region is tested as it is added, and its credentials are shown nowhere", async () => {
  const added = await add();
  expect(added.status).toBe(201);
  expect(JSON.parse(added.text)).toMatchObject({
    region: { id: "other", source: "console", registry: two.proxy.origin, project: "local-1" },
    test: {
      registry_failure: null,
      api_failure: null,
      organizations: [
        { name: "ops", level: 7 },
        { name: "team", level: 7 },
      ],
    },
  });
  const rows = JSON.stringify(await two.source.deps.db.selectFrom("regions").selectAll().execute());
  const listed = await two.console("GET", "regions");
  const password = await hmacSha256Hex(two.key.secret, two.key.id);
  for (const text of [added.text, listed.text, rows, ...logged]) {
    expect(text).not.toContain(two.key.secret);
    expect(text).not.toContain(password);
    expect(text).not.toContain(two.key.id);
  }
});

test("a region named by its project's id is signed in to as well", async () => {
  const { id } = await projectOfAccount(two.target.deps, two.target.admin.accountId);
  expect(JSON.parse((await add({ project: id })).text).test).toMatchObject({
    registry_failure: null,
    api_failure: null,
  });
});

test("the test tells what stands in the way", async () => {
  const failures = async (more: object) => {
    const answer = await add(more);
    await two.console("DELETE", "regions/other");
    const { registry_failure, api_failure } = JSON.parse(answer.text).test;
    return [registry_failure?.reason, api_failure?.reason];
  };
  expect(await failures({ secret_key: "wrong" })).toEqual(["unauthorized", "unauthorized"]);
  expect(await failures({ project: "elsewhere", api: "" })).toEqual(["unauthorized", undefined]);
  expect(await failures({ registry: "http://127.0.0.1:1" })).toEqual(["unreachable", undefined]);
  expect(await failures({ registry: two.proxy.origin.replace("http:", "https:") })).toEqual([
    "tls",
    undefined,
  ]);
  const silent = await startSilentAddress();
  two.source.deps.outbound = createOutbound(reachableAddresses(["127.0.0.0/8"]), 100);
  const registry = `http://127.0.0.1:${silent.port}`;
  expect(await failures({ registry, api: registry })).toEqual(["connect_timeout", "connect_timeout"]);
  await silent.close();
  two.source.deps.outbound = createOutbound(reachableAddresses([]));
  expect(await failures({})).toEqual(["blocked", "blocked"]);
});

test("another authority's region is reached with that authority alone", async () => {
  const { ca, server } = await makeCertificates();
  const registry = createServer(server, (_, response) => response.end("{}"));
  await once(registry.listen(0, "127.0.0.1"), "listening");
  const address = `https://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  await add({ registry: address, api: "" });
  expect((await tested("other")).registry_failure).toMatchObject({ reason: "tls" });
  await two.console("DELETE", "regions/other");
  await add({ registry: address, api: "", ca });
  expect((await tested("other")).registry_failure).toBeNull();
  registry.close();
});

test("a registry that sends one elsewhere for tokens does not lead inside, nor to a weaker connection", async () => {
  let asked = 0;
  const inside = createPlainServer((_, response) => {
    asked += 1;
    response.end('{"token":"x"}');
  });
  await once(inside.listen(0, "127.0.0.1"), "listening");
  const realm = `http://localhost:${(inside.address() as AddressInfo).port}/token`;
  const challenging = createPlainServer((_, response) => {
    response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}",service="x"` }).end();
  });
  await once(challenging.listen(0, "127.0.0.1"), "listening");
  // Named by the operator it may lie inside; what it names itself may not.
  const registry = `http://127.0.0.1:${(challenging.address() as AddressInfo).port}`;
  two.source.deps.outbound = createOutbound(reachableAddresses([]));
  const credentials = { project: "p", accessKey: "AK", secretKey: "SK", ca: undefined, api: undefined };
  two.source.deps.config.regions = [{ id: "ops", name: "ops", registry, ...credentials, isOperators: true }];
  expect((await tested("ops")).registry_failure).toMatchObject({ reason: "blocked" });
  expect(asked).toBe(0);
  for (const server of [inside, challenging]) server.close();
});

test("addresses and ids are checked, and an account has so many regions and no more", async () => {
  for (const wrong of [
    { registry: "ftp://registry" },
    { registry: "https://user:pass@registry.example" },
    { registry: "https://registry.example/path" },
    { registry: "registry example" },
    { api: "https://api.example?x" },
    { id: "UPPER" },
    { id: "local-1" },
    { id: "dr" },
    { project: "a:b" },
    { access_key: "a\r\nb" },
    { secret_key: "x y" },
    { ca: "none" },
  ]) {
    expect([wrong, (await add(wrong)).status]).toEqual([wrong, 400]);
  }
  for (const id of HOSTILE_STRINGS) expect([id, (await add({ id })).status]).toEqual([id, 400]);
  const { db } = two.source.deps;
  const row = await db.selectFrom("regions").selectAll().executeTakeFirstOrThrow();
  const many = Array.from({ length: REGIONS_PER_ACCOUNT - 1 }, (_, at) => ({ ...row, id: `r${at}` }));
  await db.insertInto("regions").values(many).execute();
  expect(await add()).toMatchObject({ status: 400, text: expect.stringContaining("50 regions") });
});

test("the operator's regions are for the accounts it names, and nobody's to delete; addresses are for administrators", async () => {
  const credentials = { project: "p", accessKey: "AK", secretKey: "SK", ca: undefined, api: undefined };
  two.source.deps.config.regions = [
    { id: "ops", name: "Ops", registry: "https://inside", ...credentials, isOperators: true },
  ];
  const ask = async (path: string, headers: Record<string, string>) =>
    (await two.source.app.request(path, { headers })).text();
  const ids = (text: string) => JSON.parse(text).regions.map(({ id }: { id: string }) => id);
  const other = await two.source.signIn(await two.source.createAccount("another"));
  expect(ids(await ask("/api/regions", other))).toEqual([]);
  two.source.deps.config.regionAccounts = ["*"];
  expect(ids(await ask("/api/regions", other))).toEqual(["ops"]);
  const shown = await ask("/api/regions", await two.source.signIn(two.source.member));
  expect(ids(shown)).toEqual(["ops", "dr"]);
  expect(shown).not.toMatch(/inside|127\.0\.0\.1/);
  const wire = await ask("/v2/manage/regions", await two.source.token());
  expect(JSON.parse(wire)).toEqual([{ regionID: "local-1" }, { regionID: "ops" }, { regionID: "dr" }]);
  expect((await two.console("DELETE", "regions/ops")).status).toBe(403);
});
