import { afterEach, beforeEach, expect, test } from "vitest";
import { localEdition } from "../../core/editions.ts";
import { shareOperations } from "../../core/operations/shares.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const IMAGE = "/v2/manage/namespaces/team/repositories/group$web";
const PATH = `${IMAGE}/access-domains`;
const FOREVER = { permit: "read", deadline: "forever" };

let service: TestService;
let organization: number;
let image: number;
let partner: TestUser;

beforeEach(async () => {
  service = await createTestService({ config: { edition: { ...localEdition, accountsPerSharedImage: 3 } } });
  organization = await service.createOrganization("team");
  image = await service.createImage(organization, "group/web");
  partner = await service.createAccount("partner");
});
afterEach(() => service.close());

const call = callsTo(() => service);

const share = (access_domain: unknown, terms: object = FOREVER, by?: TestUser) =>
  call("POST", PATH, { body: { ...terms, access_domain }, by });

async function list() {
  const { status, json } = await call("GET", PATH);
  expect(status).toBe(200);
  return shareOperations.ListRepoDomains.response.parse(json);
}

const show = (name: string) => call("GET", `${PATH}/${name}`);

/** Each operation, on the share with the partner. */
const EACH = [
  ["POST", PATH, { ...FOREVER, access_domain: "partner" }],
  ["GET", PATH, undefined],
  ["GET", `${PATH}/partner`, undefined],
  ["PATCH", `${PATH}/partner`, FOREVER],
  ["DELETE", `${PATH}/partner`, undefined],
] as const;

test("every operation needs a sign-in", async () => {
  for (const [method, path] of EACH) {
    expect((await service.app.request(path, { method })).status).toBe(401);
  }
});

test("a share is read back as it was made", async () => {
  const terms = { permit: "read", deadline: "2026-03-31T00:00:00Z", description: "for the pilot" };
  expect((await share("partner", terms)).status).toBe(201);
  const expected = {
    namespace: "team",
    repository: "group/web",
    access_domain: "partner",
    ...terms,
    creator_id: service.admin.id,
    creator_name: "admin",
    created: "2026-03-01T08:00:00.000Z",
    updated: "2026-03-01T08:00:00.000Z",
    status: true,
  };
  expect(await list()).toEqual([expected]);
  expect(await show("partner")).toMatchObject({ status: 200, json: { exist: true, ...expected } });
});

test("an absent share is shown as one that does not exist, and cannot be changed or ended", async () => {
  for (const name of ["partner", "nobody"]) {
    expect(await show(name)).toMatchObject({ status: 200, json: { exist: false } });
    for (const [method, body] of [
      ["PATCH", FOREVER],
      ["DELETE", undefined],
    ] as const) {
      expect(await call(method, `${PATH}/${name}`, { body })).toMatchObject({ status: 404, code: "4040091" });
    }
  }
});

test("a change leaves the description it does not name, and clears it with an empty one", async () => {
  await share("partner", { ...FOREVER, description: "for the pilot" });
  service.advance(1000);
  const deadline = "2026-04-01T00:00:00.000000001Z";
  const change = (body: object) => call("PATCH", `${PATH}/partner`, { body: { permit: "read", ...body } });
  expect((await change({ deadline })).status).toBe(201);
  expect(await list()).toMatchObject([{ deadline, description: "for the pilot", creator_name: "admin" }]);
  await change({ deadline: "forever", description: "" });
  expect(await list()).toMatchObject([{ deadline: "forever", description: "" }]);
  expect((await list())[0]?.updated).toBe("2026-03-01T08:00:01.000Z");
});

test("an ended share is no longer shown, and can be made again", async () => {
  await share("partner");
  expect((await call("DELETE", `${PATH}/partner`)).status).toBe(204);
  expect(await list()).toEqual([]);
  expect((await share("partner")).status).toBe(201);
});

test("a second share with the same account is refused", async () => {
  await share("partner");
  expect(await share("partner")).toMatchObject({ status: 409, code: "4090089" });
});

test("only who manages the image shares it, or sees with whom it is shared", async () => {
  const stranger = await service.createUser("stranger");
  const editor = await service.createUser("editor");
  await service.grant(organization, editor, 3);
  const manager = await service.createUser("manager");
  await service.grantOnImage(image, manager, 7);
  for (const [method, path, body] of EACH) {
    expect((await call(method, path, { body, by: editor })).status).toBe(403);
    expect([403, 404]).toContain((await call(method, path, { body, by: stranger })).status);
    expect((await call(method, path, { body, by: partner })).status).toBe(404);
  }
  await share("partner", FOREVER, manager);
  expect(await list()).toMatchObject([{ creator_name: "manager" }]);
  // The other account sees the image now, and still not with whom else it is shared.
  for (const [method, path, body] of EACH) {
    expect(await call(method, path, { body, by: partner })).toMatchObject({ status: 403, code: "4037018" });
  }
});

test("it needs an image that is there, and private", async () => {
  const other = PATH.replace("group$web", "none");
  const body = { ...FOREVER, access_domain: "partner" };
  expect((await call("POST", other, { body })).status).toBe(404);
  await service.createImage(organization, "public", { is_public: 1 });
  const answer = await call("POST", PATH.replace("group$web", "public"), { body });
  expect(answer).toMatchObject({ status: 400, code: "4000014" });
  expect(answer.text).toContain("public");
});

test.each([
  ["epoch seconds", 1_775_000_000],
  ["milliseconds as text", "1775000000000"],
  ["a day without time", "2026-03-31"],
  ["another zone", "2026-03-31T00:00:00+08:00"],
  ["a day that is none", "2026-02-30T00:00:00Z"],
  ["words", "tomorrow"],
  ["a fraction without end", `2026-03-31T00:00:00.${"0".repeat(1000)}Z`],
  ["nothing", undefined],
])("a deadline in another form is refused in words: %s", async (_, deadline) => {
  const answer = await share("partner", { permit: "read", deadline });
  expect(answer).toMatchObject({ status: 400, code: "4001018" });
  expect(answer.text).toContain("deadline: must be forever or a time in UTC");
});

test("a deadline that has passed is refused, and the day that goes on is not", async () => {
  const yesterday = await share("partner", { permit: "read", deadline: "2026-02-28T00:00:00Z" });
  expect(yesterday).toMatchObject({ status: 400, code: "4000014" });
  expect(yesterday.text).toContain("2026-03-01T00:00:00.000Z");
  expect((await share("partner", { permit: "read", deadline: "2026-03-01T00:00:00Z" })).status).toBe(201);
  const change = { permit: "read", deadline: "2026-02-28T00:00:00Z" };
  expect((await call("PATCH", `${PATH}/partner`, { body: change })).status).toBe(400);
});

test("reading is all that is permitted, and what people write is bounded", async () => {
  for (const terms of [
    { deadline: "forever" },
    { permit: "write", deadline: "forever" },
    { permit: "read", deadline: "forever", description: 7 },
  ]) {
    expect((await share("partner", terms)).status).toBe(400);
  }
  const tooLong = { ...FOREVER, description: "x".repeat(1001) };
  expect(await share("partner", tooLong)).toMatchObject({ status: 413, code: "4131012" });
  expect((await share("x".repeat(65))).status).toBe(400);
  for (const description of HOSTILE_STRINGS.filter((it) => it.length <= 1000)) {
    await call("DELETE", `${PATH}/partner`);
    await share("partner", { ...FOREVER, description });
    expect(await list()).toMatchObject([{ description }]);
  }
});

test("names that no account has are refused, and the image's own", async () => {
  for (const name of ["nobody", "Partner", "local", ...HOSTILE_STRINGS.filter((it) => it.length <= 64)]) {
    expect([name, (await share(name)).status]).toEqual([name, 400]);
    service.advance(60_000);
  }
  expect(await share("nobody")).toMatchObject({ code: "4001041" });
  service.advance(60_000);
  expect(await share("local")).toMatchObject({ code: "4001041" });
});

test("wrong names are counted and said to be, and then whoever goes on has to wait", async () => {
  const left: string[] = [];
  for (let count = 0; count < 10; count++) {
    const { text } = await share("nobody");
    left.push(/after (\d+) more|has to wait/.exec(text)?.[1] ?? "0");
  }
  expect(left).toEqual(["9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]);
  // A wait says nothing of the name.
  const [known, unknown] = [await share("partner"), await share("nobody")];
  expect(known).toMatchObject({ status: 429, code: "4290000" });
  const { request_id: _, ...said } = known.json as Record<string, unknown>;
  expect(unknown.json).toMatchObject(said);
  service.advance(1000);
  expect((await share("partner")).status).toBe(201);
});

test("right names cost nothing", async () => {
  for (let count = 0; count < 60; count++) {
    expect((await share("partner")).status).toBe(201);
    await call("DELETE", `${PATH}/partner`);
  }
  // A batch over many images asks for all of them at once.
  const batch = Array.from({ length: 30 }, async (_, at) => {
    await service.createImage(organization, `image-${at}`);
    const body = { ...FOREVER, access_domain: "partner" };
    return (await call("POST", PATH.replace("group$web", `image-${at}`), { body })).status;
  });
  expect(new Set(await Promise.all(batch))).toEqual(new Set([201]));
});

test("as many accounts as the edition allows, ended shares among them", async () => {
  for (const name of ["second", "third", "fourth"]) await service.createAccount(name);
  await share("partner", { permit: "read", deadline: "2026-03-01T00:00:00Z" });
  service.advance(24 * 60 * 60 * 1000);
  for (const name of ["second", "third"]) expect((await share(name)).status).toBe(201);
  expect(await share("fourth")).toMatchObject({ status: 400, code: "4000100" });
  expect((await list()).map(({ access_domain, status }) => [access_domain, status])).toEqual([
    ["partner", false],
    ["second", true],
    ["third", true],
  ]);
  await call("DELETE", `${PATH}/second`);
  expect((await share("fourth")).status).toBe(201);
});

test("shares go with their image, and stay when who made them is gone", async () => {
  const manager = await service.createUser("manager");
  await service.grantOnImage(image, manager, 7);
  await share("partner", FOREVER, manager);
  await call("DELETE", `/v3/users/${manager.id}`);
  expect(await list()).toMatchObject([{ creator_id: manager.id, creator_name: "manager", status: true }]);
  await call("DELETE", IMAGE.replace("repositories", "repos"));
  await service.createImage(organization, "group/web");
  expect(await list()).toEqual([]);
});

test("a change of one of the image's attributes leaves all else, its shares as well", async () => {
  const reader = await service.createUser("reader");
  await service.grantOnImage(image, reader, 1);
  await share("partner", { ...FOREVER, description: "for the pilot" });
  const path = IMAGE.replace("repositories", "repos");
  await call("PATCH", path, { body: { is_public: false, category: "linux", description: "A shop." } });
  const [before, shares] = [(await call("GET", path)).json, await list()];
  for (const is_public of [false, true]) await call("PATCH", path, { body: { is_public } });
  expect((await call("GET", path)).json).toEqual({ ...(before as object), is_public: true });
  expect(await list()).toEqual(shares);
  const { json } = await call("GET", `${path}/access`);
  expect(json).toMatchObject({ others_auths: [{ user_id: reader.id, auth: 1 }] });
});
