import { afterEach, beforeEach, expect, test } from "vitest";
import { addAccessKey, type Signing, sha256, signLikeGo } from "../../tests/support/access-keys.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";

const LIST = { target: "/v2/manage/namespaces", path: "/v2/manage/namespaces/" };
const MINUTE = 60_000;

let service: TestService;
let key: { id: string; secret: string };
beforeEach(async () => {
  service = await createTestService();
  key = await addAccessKey(service, service.admin);
});
afterEach(() => service.close());

function send(signing: Signing, changes: { body?: string; headers?: Record<string, string> } = {}) {
  const body = changes.body ?? signing.body;
  return service.app.request(signing.target, {
    method: signing.method ?? "GET",
    headers: { ...signLikeGo(key, signing), ...changes.headers },
    ...(body === undefined ? {} : { body }),
  });
}

async function expectRefused(response: Response | Promise<Response>) {
  const answer = await response;
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({
    error_code: "APIGW.0301",
    error_msg: expect.stringMatching(/^Incorrect IAM authentication information: /),
    request_id: answer.headers.get("X-Request-Id"),
  });
}

test("neither host nor content type need be signed, and the body is read on", async () => {
  const body = JSON.stringify({ namespace: "team" });
  const response = await send({ method: "POST", ...LIST, body });
  expect(response.status).toBe(201);
  const row = await service.deps.db.selectFrom("organizations").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ name: "team", creator_id: service.admin.id });
});

test("a dollar sign in the path is signed as %24, sent raw or escaped", async () => {
  await service.createImage(await service.createOrganization("team"), "shop/web");
  const path = "/v2/manage/namespaces/team/repos/shop%24web/";
  for (const name of ["shop$web", "shop%24web"]) {
    expect((await send({ target: `/v2/manage/namespaces/team/repos/${name}`, path })).status).toBe(200);
  }
});

test("the query is signed sorted and escaped, however it is sent", async () => {
  const query = "empty=&filter=namespace%3A%3At%2Am%7Cmode%3A%3Avisible&x=a%20b&x=c%21";
  for (const sent of [
    "x=c!&x=a+b&filter=namespace::t*m|mode::visible&empty",
    "x=a%20b&empty=&filter=namespace%3A%3At%2am%7Cmode::visible&x=c%21",
  ]) {
    const response = await send({ ...LIST, target: `${LIST.target}?${sent}`, query });
    expect(response.status).toBe(200);
  }
});

test("the host counts where it is signed", async () => {
  const target = "http://swr.example:8080/v2/manage/namespaces";
  const right = { ...LIST, target, headers: { host: "swr.example:8080" } };
  expect((await send(right)).status).toBe(200);
  await expectRefused(send({ ...LIST, target, headers: { host: "swr.example" } }));
});

test("a body may be left unsigned, or its hash be named in a header", async () => {
  const body = JSON.stringify({ namespace: "team" });
  const create = { method: "POST", ...LIST, body };
  const named = (payloadHash: string) => ({
    ...create,
    payloadHash,
    headers: { "x-sdk-content-sha256": payloadHash },
  });
  expect((await send(named("UNSIGNED-PAYLOAD"))).status).toBe(201);
  expect((await send(named(sha256(body)))).status).toBe(409);
  await expectRefused(send(named(sha256("another body"))));
});

test("what was changed on the way is refused", async () => {
  const body = JSON.stringify({ namespace: "team" });
  const create = { method: "POST", ...LIST, body };
  await expectRefused(send(create, { body: JSON.stringify({ namespace: "evil" }) }));
  await expectRefused(send({ ...LIST, target: `${LIST.target}?limit=1` }));
  await expectRefused(send({ ...LIST, target: "/v2/manage/namespaces/team" }));
  await expectRefused(send(LIST, { headers: { "user-agent": "other" } }));
  await expectRefused(send(LIST, { headers: { "x-sdk-date": "20260301T080001Z" } }));
  expect(await service.deps.db.selectFrom("organizations").select("name").execute()).toEqual([]);
});

test("the client's clock may be 15 minutes off", async () => {
  for (const date of ["20260301T074500Z", "20260301T081500Z"]) {
    expect((await send({ ...LIST, date })).status).toBe(200);
  }
  for (const date of [
    "20260301T074459Z",
    "20260301T081501Z",
    "2026-03-01T08:00:00Z",
    "",
    "20269999T080000Z",
  ]) {
    await expectRefused(send({ ...LIST, date }));
  }
});

test("other algorithms and broken headers are refused", async () => {
  const { authorization } = signLikeGo(key, LIST);
  const wrong = [
    authorization.replace("SDK-HMAC-SHA256", "SDK-HMAC-SM3"),
    authorization.replace("SDK-HMAC-SHA256", "V11-HMAC-SHA256"),
    authorization.replace(/Signature=.*/, "Signature="),
    authorization.replace(/Signature=(.*)/, (_, hex: string) => `Signature=${hex.toUpperCase()}`),
    authorization.replace("user-agent;", ""),
    authorization.replace("user-agent;", "absent;user-agent;"),
    authorization.replace("user-agent;", "user agent;"),
    authorization.replace("user-agent;", ";"),
    authorization.replace(key.id, "AAAAAAAAAAAAAAAAAAAA"),
    "SDK-HMAC-SHA256 ",
    ...HOSTILE_STRINGS.filter((text) => /^[ -~]*$/.test(text)).map(
      (text) => `SDK-HMAC-SHA256 Access=${text}`,
    ),
  ];
  for (const header of wrong) await expectRefused(send(LIST, { headers: { authorization: header } }));
  const other = await send(LIST, { headers: { authorization: "Bearer x" } });
  expect(await other.json()).toMatchObject({ error_code: "SVCSTG.SWR.4010000" });
});

test("an inactive key, a disabled user and one without programmatic access are refused", async () => {
  const { db } = service.deps;
  await db.updateTable("access_keys").set({ is_active: 0 }).execute();
  await expectRefused(send(LIST));
  await db.updateTable("access_keys").set({ is_active: 1 }).execute();
  await db.updateTable("users").set({ enabled: 0 }).execute();
  await expectRefused(send(LIST));
  await db.updateTable("users").set({ enabled: 1, access_mode: "console" }).execute();
  await expectRefused(send(LIST));
  await db.updateTable("users").set({ access_mode: "programmatic" }).execute();
  expect((await send(LIST)).status).toBe(200);
});

test("the last use is written, at most once a minute and only for a right signature", async () => {
  const lastUse = async () => {
    const row = await service.deps.db.selectFrom("access_keys").selectAll().executeTakeFirstOrThrow();
    return row.last_used_at;
  };
  await expectRefused(send(LIST, { headers: { "user-agent": "other" } }));
  expect(await lastUse()).toBeNull();
  await send(LIST);
  service.advance(MINUTE - 1);
  await send(LIST);
  expect(await lastUse()).toBe("2026-03-01T08:00:00.000Z");
  service.advance(1);
  await send(LIST);
  expect(await lastUse()).toBe("2026-03-01T08:01:00.000Z");
});

test("IAM takes signatures, the console's side does not, and the limit on bodies holds", async () => {
  expect((await send({ target: "/v3/projects", path: "/v3/projects/" })).status).toBe(200);
  const console = { target: "/api/swr/v2/manage/namespaces", path: "/api/swr/v2/manage/namespaces/" };
  expect((await send(console)).status).toBe(401);
  const large = await send({ method: "POST", ...LIST, body: " ".repeat(1024 * 1024 + 1) });
  expect(large.status).toBe(400);
});
