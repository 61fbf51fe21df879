import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
  const { content } = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", content);
});
afterEach(() => registry.close());

const MANIFEST = "/v2/team/app/manifests/v1";
const plain = (path: string, init: RequestInit = {}) => fetch(registry.origin + path, init);
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function token(scope: string, headers: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({ service: new URL(registry.origin).host, scope });
  const response = await plain(`/v2/token?${query}`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return (await response.json()).token;
}

function actionsOf(jwt: string): string[] {
  const claims = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());
  return claims.access[0].actions;
}

const makePublic = () => registry.deps.db.updateTable("images").set({ is_public: 1 }).execute();

describe("without a login", () => {
  test.each([
    ["GET", "/v2/", ""],
    ["GET", MANIFEST, ',scope="repository:team/app:pull"'],
    ["PUT", MANIFEST, ',scope="repository:team/app:pull,push"'],
    ["DELETE", MANIFEST, ',scope="repository:team/app:delete"'],
    ["PATCH", "/v2/team/app/blobs/uploads/x", ',scope="repository:team/app:pull,push"'],
    [
      "POST",
      "/v2/team/app/blobs/uploads/?mount=x&from=ops/a",
      ',scope="repository:team/app:pull,push repository:ops/a:pull"',
    ],
    ["GET", "/v2/nobody/x/tags/list", ',scope="repository:nobody/x:pull"'],
    ["GET", "/v2/_catalog", ',scope="registry:catalog:*"'],
    ["GET", '/v2/a",x="y/b/tags/list', ""],
  ])("%s %s is challenged", async (method, path, scope) => {
    const response = await plain(path, { method });
    const { host } = new URL(registry.origin);
    expect(response.headers.get("www-authenticate")).toBe(
      `Bearer realm="${registry.origin}/v2/token",service="${host}"${scope}`,
    );
    expect(response.headers.get("docker-distribution-api-version")).toBe("registry/2.0");
    expect(await outcome(response)).toBe("401 UNAUTHORIZED");
  });

  test("a token is good for pulling public images, and nothing else", async () => {
    const before = await token("repository:team/app:pull");
    expect(await outcome(plain(MANIFEST, bearer(before)))).toBe("401 UNAUTHORIZED");
    await makePublic();
    const anonymous = await token("repository:team/app:pull,push,delete");
    expect(actionsOf(anonymous)).toEqual(["pull"]);
    expect((await plain(MANIFEST, bearer(anonymous))).status).toBe(200);
    expect(await outcome(plain(MANIFEST, { method: "DELETE", ...bearer(anonymous) }))).toBe(
      "401 UNAUTHORIZED",
    );
    expect(await outcome(plain("/v2/_catalog", bearer(anonymous)))).toBe("401 UNAUTHORIZED");
    expect(await outcome(plain("/v2/nobody/x/tags/list", bearer(anonymous)))).toBe("401 UNAUTHORIZED");
  });
});

describe("with a login", () => {
  test("a token grants what was asked and the policy allows", async () => {
    const { admin, member, stranger } = registry.logins;
    expect(actionsOf(await token("repository:team/app:pull,push", admin.headers))).toEqual(["pull", "push"]);
    expect(actionsOf(await token("repository:team/app:*", admin.headers))).toEqual([
      "pull",
      "push",
      "delete",
    ]);
    expect(actionsOf(await token("repository:team/app:pull", member.headers))).toEqual([]);
    expect(actionsOf(await token("repository:team/app:pull", stranger.headers))).toEqual([]);
    expect(actionsOf(await token("registry:catalog:*", stranger.headers))).toEqual(["*"]);
    await registry.grant(registry.organizations.team, registry.member, 3);
    expect(actionsOf(await token("repository:team/app:*", member.headers))).toEqual(["pull", "push"]);
    expect(actionsOf(await token("repository:team/new:pull,push", member.headers))).toEqual(["pull", "push"]);
  });

  test("a token does no more than its scope", async () => {
    const jwt = await token("repository:team/app:pull", registry.logins.admin.headers);
    expect((await plain(MANIFEST, bearer(jwt))).status).toBe(200);
    const refused = await plain(MANIFEST, { method: "DELETE", ...bearer(jwt) });
    expect(refused.headers.get("www-authenticate")).toContain(
      'scope="repository:team/app:delete",error="insufficient_scope"',
    );
    expect(refused.status).toBe(401);
    expect(await outcome(plain("/v2/ops/x/tags/list", bearer(jwt)))).toBe("401 UNAUTHORIZED");
  });

  test("a taken grant, a removed user, an old token and a forged one are out at once", async () => {
    const { member } = registry.logins;
    await registry.grant(registry.organizations.team, registry.member, 1);
    const jwt = await token("repository:team/app:pull", member.headers);
    expect((await plain(MANIFEST, bearer(jwt))).status).toBe(200);
    await registry.deps.db.deleteFrom("organization_grants").execute();
    expect(await outcome(plain(MANIFEST, bearer(jwt)))).toBe("403 DENIED");

    const [head, , signature] = jwt.split(".");
    const claims = { access: [{ type: "repository", name: "team/app", actions: ["pull"] }], aud: "x" };
    const forged = `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
    expect(await outcome(plain(MANIFEST, bearer(forged)))).toBe("401 UNAUTHORIZED");

    const admin = await token("repository:team/app:pull", registry.logins.admin.headers);
    registry.advance(301_000);
    const old = await plain(MANIFEST, bearer(admin));
    expect([old.status, old.headers.get("www-authenticate")]).toEqual([
      401,
      expect.stringContaining('error="invalid_token"'),
    ]);
    registry.advance(-301_000);
    await registry.deps.db.deleteFrom("users").where("id", "=", registry.member.id).execute();
    expect(await outcome(plain(MANIFEST, bearer(jwt)))).toBe("401 UNAUTHORIZED");
  });

  test("a token is for fifty scopes at most, each named once", async () => {
    const { headers } = registry.logins.admin;
    const ask = (count: number) => {
      const scopes = Array.from({ length: count }, (_, at) => `scope=repository:team/app-${at}:pull`);
      return plain(`/v2/token?${[...scopes, ...scopes].join("&")}`, { headers });
    };
    expect((await ask(50)).status).toBe(200);
    expect(await outcome(ask(51))).toBe("403 DENIED");
  });

  test("wrong credentials are refused by the token service and the registry", async () => {
    const { user } = registry.logins.admin;
    for (const login of [`${user}:wrong`, "nobody:x", "nocolon"]) {
      const headers = { authorization: `Basic ${btoa(login)}` };
      const response = await plain("/v2/token?scope=repository:team/app:pull", { headers });
      expect(response.headers.get("www-authenticate")).toMatch(/^Basic /);
      expect(await outcome(response)).toBe("401 UNAUTHORIZED");
      expect(await outcome(plain("/v2/", { headers }))).toBe("401 UNAUTHORIZED");
    }
    expect((await plain("/v2/", { headers: registry.logins.admin.headers })).status).toBe(200);
  });

  test("the OAuth2 form gives the same", async () => {
    const { user, password } = registry.logins.admin;
    const post = (fields: Record<string, string>) =>
      plain("/v2/token", { method: "POST", body: new URLSearchParams(fields) });
    const login = { grant_type: "password", username: user, password, client_id: "containerd" };
    const scope = "repository:team/app:pull repository:ops/x:push";
    const answer = await (await post({ ...login, scope })).json();
    expect(answer).toMatchObject({ scope, expires_in: 300 });
    expect((await plain(MANIFEST, bearer(answer.access_token))).status).toBe(200);
    expect(await outcome(post({ ...login, password: "wrong" }))).toBe("401 UNAUTHORIZED");
    expect(await outcome(post({ ...login, grant_type: "refresh_token" }))).toBe("405 UNSUPPORTED");
  });

  test("organizations of others are denied, unknown ones to be created", async () => {
    const words = async (method: string, name: string) => {
      const path = `/v2/${name}/${method === "GET" ? "tags/list" : "blobs/uploads/"}`;
      const answer = await plain(path, { method, headers: registry.logins.admin.headers });
      return `${answer.status} ${(await answer.json()).errors[0].message}`;
    };
    expect(await words("POST", "nobody/x")).toBe(
      "404 organization nobody does not exist: create it in the console first",
    );
    expect(await words("GET", "nobody/x")).toBe("404 no image nobody/x: organization nobody does not exist");
    expect(await words("POST", "x")).toBe(
      "400 an image is named <organization>/<image>: create the organization in the console first",
    );
    expect(await words("GET", "x")).toBe("404 no image x: an image is named <organization>/<image>");

    const { headers } = registry.logins.stranger;
    expect(await outcome(plain(MANIFEST, { headers }))).toBe("403 DENIED");
    expect(await outcome(plain("/v2/nobody/x/blobs/uploads/", { headers, method: "POST" }))).toBe(
      "404 NAME_UNKNOWN",
    );
  });

  test("the catalog lists what the caller may see", async () => {
    const { admin, member, stranger } = registry.logins;
    for (const name of ["ops/b", "team/other"]) {
      const { content } = await prepareManifest(registry, name, [1]);
      await putManifest(registry, name, "v1", content);
    }
    const list = async (headers: Record<string, string>, query = "") =>
      (await (await plain(`/v2/_catalog${query}`, { headers })).json()).repositories;
    expect(await list(admin.headers)).toEqual(["ops/b", "team/app", "team/other"]);
    expect(await list(admin.headers, "?n=1&last=ops/b")).toEqual(["team/app"]);
    expect(await list(member.headers)).toEqual([]);
    await registry.grant(registry.organizations.ops, registry.member, 1);
    expect(await list(member.headers)).toEqual(["ops/b"]);
    await makePublic();
    expect(await list(stranger.headers)).toEqual([]);
  });
});

describe("from the console", () => {
  test("the session counts, there is no challenge, and a push asks for the organization", async () => {
    const start = "/api/registry/v2/team/app/blobs/uploads/";
    const anonymous = await plain(start, { method: "POST", headers: { "sec-fetch-site": "same-origin" } });
    expect([anonymous.status, anonymous.headers.get("www-authenticate")]).toEqual([401, null]);

    const headers = await registry.signIn(registry.member);
    const { id } = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow();
    await registry.grantOnImage(id, registry.member, 7);
    expect(await outcome(plain(start, { method: "POST", headers }))).toBe("403 DENIED");
    expect((await plain(`/api/registry${MANIFEST}`, { headers })).status).toBe(200);
    const login = registry.logins.member.headers;
    expect((await plain("/v2/team/app/blobs/uploads/", { method: "POST", headers: login })).status).toBe(202);
    await registry.grant(registry.organizations.team, registry.member, 3);
    expect((await plain(start, { method: "POST", headers })).status).toBe(202);
  });
});
