/** What users of another account may do to an image that is shared with theirs, and until when. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { recordStatements } from "../../tests/support/query-plans.ts";
import {
  outcome,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { createLogin } from "../login/create-login.ts";

const MANAGE = "/v2/manage/namespaces/team/repos/app";
const MINUTE_MS = 60_000;

let registry: TestRegistry;
let image: number;
let manifest: Awaited<ReturnType<typeof prepareManifest>>;
/** Of the other account, an ordinary user without any grant. */
let reader: TestUser;

beforeEach(async () => {
  registry = await startTestRegistry();
  manifest = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", manifest.content);
  const signature = await prepareManifest(registry, "team/app", [2], {
    subject: { mediaType: MEDIA_TYPE.ociManifest, digest: manifest.digest, size: manifest.content.length },
  });
  await putManifest(registry, "team/app", signature.digest, signature.content);
  const { db } = registry.deps;
  image = (await db.selectFrom("images").select("id").executeTakeFirstOrThrow()).id;
  const other = await db
    .selectFrom("accounts")
    .selectAll()
    .where("name", "=", "other")
    .executeTakeFirstOrThrow();
  reader = await registry.createUser("reader", other.id);
});
afterEach(() => registry.close());

async function logIn(user = reader) {
  const { username, password } = await createLogin(await registry.context(user));
  return { authorization: `Basic ${btoa(`${username}:${password}`)}` };
}

async function as(headers: Record<string, string>, method: string, path: string, init: RequestInit = {}) {
  return outcome(
    fetch(registry.origin + path, { method, ...init, headers: { ...headers, ...init.headers } }),
  );
}

const reads = () => [
  "/v2/team/app/manifests/v1",
  `/v2/team/app/manifests/${manifest.digest}`,
  `/v2/team/app/blobs/${manifest.config.digest}`,
  "/v2/team/app/tags/list",
  `/v2/team/app/referrers/${manifest.digest}`,
];

const canPull = async (headers: Record<string, string>) => {
  const answers = new Set<boolean>();
  for (const path of reads()) answers.add((await as(headers, "GET", path)).startsWith("200"));
  expect(answers.size).toBe(1);
  return answers.has(true);
};

async function tokenOf(headers: Record<string, string>, scope: string) {
  const query = new URLSearchParams({ service: new URL(registry.origin).host, scope });
  const response = await fetch(`${registry.origin}/v2/token?${query}`, { headers });
  const { token, expires_in } = (await response.json()) as { token: string; expires_in: number };
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  return {
    headers: { authorization: `Bearer ${token}` },
    actions: claims.access[0].actions as string[],
    expires_in,
  };
}

test("every user of the account may pull it, and do nothing else to it", async () => {
  const headers = await logIn();
  expect(await canPull(headers)).toBe(false);
  await registry.share(image, reader);
  expect(await canPull(headers)).toBe(true);
  for (const [method, path] of [
    ["PUT", "/v2/team/app/manifests/v2"],
    ["DELETE", "/v2/team/app/manifests/v1"],
    ["POST", "/v2/team/app/blobs/uploads/"],
    ["GET", "/v2/team/other/tags/list"],
  ] as const) {
    const init = method === "PUT" ? { body: manifest.content } : {};
    expect([path, await as(headers, method, path, init)]).toEqual([path, "403 DENIED"]);
  }
  const { actions, expires_in } = await tokenOf(headers, "repository:team/app:pull,push,delete");
  expect([actions, expires_in]).toEqual([["pull"], 300]);
  // The owner's other users gain nothing by it.
  expect(await canPull(registry.logins.member.headers)).toBe(false);
});

test("a pull by a share finds all its statements put together already, as one by a grant does", async () => {
  await registry.share(image, reader);
  await registry.grantOnImage(image, registry.member, 1);
  const tokens = [];
  for (const user of [registry.member, reader])
    tokens.push(await tokenOf(await logIn(user), "repository:team/app:pull"));
  const paths = reads().filter((path) => /manifests|blobs/.test(path));
  const recording = recordStatements(registry.deps.db);
  registry.deps.db = recording.db;
  for (const path of paths) {
    const statements = [];
    for (const { headers } of tokens) {
      await as(headers, "GET", path);
      recording.asked.length = 0;
      recording.built.length = 0;
      expect(await as(headers, "GET", path)).toBe("200");
      expect(recording.built.map(({ sql }) => sql)).toEqual([]);
      statements.push(recording.asked.length);
    }
    const [byGrant = 0, byShare] = statements;
    // Of the organization and of the image are two questions, whether it is shared is one.
    expect([path, byShare]).toEqual([path, byGrant - 1]);
  }
});

test("the catalog keeps to one's own, and what may be pulled may be mounted", async () => {
  const digest = manifest.config.digest;
  const mount = `/v2/foreign/copy/blobs/uploads/?mount=${digest}&from=team/app`;
  const { headers } = registry.logins.stranger;
  expect(await as(headers, "POST", mount)).toBe("202");
  await registry.share(image, reader);
  expect(await as(headers, "POST", mount)).toBe("201");
  const catalog = await fetch(`${registry.origin}/v2/_catalog`, { headers });
  expect(await catalog.json()).toEqual({ repositories: [] });
});

test("an ended share counts no more, for tokens given before as well", async () => {
  await registry.share(image, reader, "2026-03-01T00:00:00Z");
  registry.advance(15 * 60 * MINUTE_MS + 58 * MINUTE_MS);
  const login = await logIn();
  const token = await tokenOf(login, "repository:team/app:pull");
  expect([token.actions, token.expires_in]).toEqual([["pull"], 120]);
  registry.advance(2 * MINUTE_MS - 1);
  expect([await canPull(login), await canPull(token.headers)]).toEqual([true, true]);
  registry.advance(1);
  expect([await canPull(login), await canPull(token.headers)]).toEqual([false, false]);
  expect(await tokenOf(login, "repository:team/app:pull")).toMatchObject({ actions: [], expires_in: 300 });
  expect(await as(token.headers, "GET", "/v2/team/app/tags/list")).toBe("401 UNAUTHORIZED");
});

test("a share that is revoked, or whose owner is disabled, counts no more at the next request", async () => {
  await registry.share(image, reader);
  const token = await tokenOf(await logIn(), "repository:team/app:pull");
  const { db } = registry.deps;
  const enable = (enabled: 0 | 1) =>
    db.updateTable("accounts").set({ enabled }).where("id", "=", registry.admin.accountId).execute();
  await enable(0);
  expect(await canPull(token.headers)).toBe(false);
  await enable(1);
  expect(await canPull(token.headers)).toBe(true);
  await db.deleteFrom("shares").execute();
  expect(await canPull(token.headers)).toBe(false);
});

test("what is made public needs no share, and made private again has the one it had", async () => {
  await registry.share(image, reader);
  const setPublic = (is_public: boolean) =>
    registry.call("PATCH", `/api/swr${MANAGE}`, { body: JSON.stringify({ is_public }) });
  const member = await logIn(registry.member);
  for (const isPublic of [true, false]) {
    await setPublic(isPublic);
    expect([await canPull(await logIn()), await canPull(member)]).toEqual([true, isPublic]);
  }
});

test("the management API shows it to them, and lets them change nothing", async () => {
  await registry.share(image, reader);
  const headers = await registry.token(reader);
  for (const path of [
    "",
    "/tags",
    "/tags/v1",
    "/tags/v1/config",
    "/v1/accessories",
    "/v1/references",
    "/access",
  ]) {
    expect([path, await as(headers, "GET", MANAGE + path)]).toEqual([path, "200"]);
  }
  const shown = await (await fetch(registry.origin + MANAGE, { headers })).json();
  expect(shown).toMatchObject({ name: "app", domain_id: registry.admin.accountId });
  const access = await (await fetch(`${registry.origin}${MANAGE}/access`, { headers })).json();
  expect(access).toMatchObject({ self_auth: { auth: 1 }, others_auths: [] });
  for (const [method, path, body] of [
    ["PATCH", "", { is_public: true }],
    ["DELETE", "", undefined],
    ["POST", "/tags", { source_tag: "v1", destination_tag: "v2" }],
    ["DELETE", "/tags/v1", undefined],
  ] as const) {
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const { status } = await fetch(registry.origin + MANAGE + path, init);
    expect([method, path, status]).toEqual([method, path, 403]);
  }
});
