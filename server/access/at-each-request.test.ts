/** Rights are asked for with each request: no session, token or login keeps one that was taken, or lacks a new one. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { callsTo } from "../../tests/support/call.ts";
import {
  outcome,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const call = callsTo(() => registry);
const TEAM = "/v2/manage/namespaces/team/access";
const VAULT = "/v2/manage/namespaces/team/repos/vault/access";
const SHARES = "/v2/manage/namespaces/team/repositories/vault/access-domains";
const MANIFEST = "/v2/team/vault/manifests/v1";

const grant = (auth: 1 | 3 | 7) => [{ user_id: registry.member.id, user_name: "member", auth }];

async function pushVault() {
  const { content } = await prepareManifest(registry, "team/vault", [1]);
  await putManifest(registry, "team/vault", "v1", content);
  return content;
}

/** As docker does: a token for the wanted actions, with the login. */
async function registryToken(who: "member" | "stranger", scope: string): Promise<Record<string, string>> {
  const url = `${registry.origin}/v2/token?scope=${scope}`;
  const answer = await fetch(url, { headers: registry.logins[who].headers });
  return { authorization: `Bearer ${(await answer.json()).token}` };
}

test("a token for pushing ends with the grant, also for the upload that is under way", async () => {
  const content = await pushVault();
  await call("POST", TEAM, { body: grant(3) });
  const token = await registryToken("member", "repository:team/vault:pull,push");
  const headers = { ...token, "content-type": "application/vnd.oci.image.manifest.v1+json" };
  const begun = await registry.call("POST", "/v2/team/vault/blobs/uploads/", { headers: token });
  expect(begun.status).toBe(202);
  expect((await registry.call("PUT", MANIFEST, { body: content, headers })).status).toBe(201);

  expect((await call("PATCH", TEAM, { body: grant(1) })).status).toBe(201);
  expect(await outcome(registry.call("PUT", MANIFEST, { body: content, headers }))).toBe("403 DENIED");
  const location = begun.headers.get("location") ?? "";
  expect(await outcome(registry.call("PATCH", location, { body: "x", headers: token }))).toBe("403 DENIED");
  expect((await registry.call("GET", MANIFEST, { headers: token })).status).toBe(200);

  expect((await call("DELETE", TEAM, { body: [registry.member.id] })).status).toBe(204);
  expect(await outcome(registry.call("GET", MANIFEST, { headers: token }))).toBe("403 DENIED");
});

test("what is granted counts for whoever is signed in already", async () => {
  const content = await pushVault();
  const { member, logins } = registry;
  const session = await registry.signIn(member);
  const token = await registry.token(member);
  const shown = async () => {
    const [byToken, bySession] = await Promise.all([
      registry.app.request("/v2/manage/repos?limit=10&offset=0", { headers: token }),
      registry.app.request("/api/swr/v2/manage/repos?limit=10&offset=0", { headers: session }),
    ]);
    return [(await byToken.json()).length, (await bySession.json()).length];
  };
  const pulled = await registryToken("member", "repository:team/vault:pull");
  expect(await shown()).toEqual([0, 0]);
  expect(await outcome(registry.call("GET", MANIFEST, logins.member))).toBe("403 DENIED");

  await call("POST", VAULT, { body: grant(1) });
  expect(await shown()).toEqual([1, 1]);
  expect((await registry.call("GET", MANIFEST, logins.member)).status).toBe(200);
  // The token says what it is good for, and its client is sent for another.
  const answer = await registry.call("GET", MANIFEST, { headers: pulled });
  expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([
    401,
    expect.stringContaining('error="insufficient_scope"'),
  ]);
  const again = await registryToken("member", "repository:team/vault:pull");
  expect((await registry.call("GET", MANIFEST, { headers: again })).status).toBe(200);

  await call("PATCH", VAULT, { body: grant(3) });
  const headers = { ...logins.member.headers, "content-type": "application/vnd.oci.image.manifest.v1+json" };
  expect((await registry.call("PUT", MANIFEST, { body: content, headers })).status).toBe(201);
});

test("a share ends for a token that was made before, and begins for a login that was", async () => {
  await pushVault();
  const { stranger } = registry.logins;
  expect(await outcome(registry.call("GET", MANIFEST, stranger))).toBe("403 DENIED");
  const terms = { access_domain: "other", permit: "read", deadline: "forever" };
  expect((await call("POST", SHARES, { body: terms })).status).toBe(201);
  expect((await registry.call("GET", MANIFEST, stranger)).status).toBe(200);
  const token = await registryToken("stranger", "repository:team/vault:pull");
  expect((await registry.call("GET", MANIFEST, { headers: token })).status).toBe(200);
  expect((await call("DELETE", `${SHARES}/other`)).status).toBe(204);
  expect(await outcome(registry.call("GET", MANIFEST, { headers: token }))).toBe("403 DENIED");
});

test("what was public ends for a token without a login", async () => {
  await pushVault();
  const path = "/v2/manage/namespaces/team/repos/vault";
  await call("PATCH", path, { body: { is_public: true } });
  const url = `${registry.origin}/v2/token?scope=repository:team/vault:pull`;
  const headers = { authorization: `Bearer ${(await (await fetch(url)).json()).token}` };
  expect((await registry.call("GET", MANIFEST, { headers })).status).toBe(200);
  await call("PATCH", path, { body: { is_public: false } });
  expect(await outcome(registry.call("GET", MANIFEST, { headers }))).toBe("401 UNAUTHORIZED");
});
