import { afterEach, beforeEach, expect, test } from "vitest";
import { imageOperations } from "../../core/operations/images.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { jobContext } from "../context.ts";
import { deleteImage } from "../manifests/deletions.ts";

const REPOS = "/v2/manage/namespaces/team/repos";

let registry: TestRegistry;

beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const call = callsTo(() => registry);

async function show(name: string) {
  const { text } = await call("GET", `${REPOS}/${name}`);
  return imageOperations.ShowRepository.response.parse(JSON.parse(text));
}

const create = (body: object, user?: TestUser, path = REPOS) => call("POST", path, { body, by: user });
const stranger = async () => {
  const other = await registry.deps.db
    .selectFrom("users")
    .innerJoin("accounts", "accounts.id", "users.account_id")
    .select(["users.id", "users.name", "accounts.id as accountId", "accounts.name as accountName"])
    .where("accounts.name", "=", "other")
    .executeTakeFirstOrThrow();
  return other satisfies TestUser;
};

test("an image without tags shows in both lists, and a push fills it", async () => {
  const attributes = { is_public: true, category: "arms", description: "<b>bold</b>" };
  const made = await create({ repository: "group/web", ...attributes });
  expect([made.status, made.text]).toEqual([200, "{}"]);
  expect(await show("group$web")).toMatchObject({
    name: "group/web",
    is_public: true,
    category: "arm",
    description: "<b>bold</b>",
    creator_name: "admin",
    num_images: 0,
    size: 0,
  });
  const [listed] = JSON.parse((await call("GET", "/v2/manage/repos")).text);
  expect(listed).toMatchObject({ name: "group/web", namespace: "team", tags: [], num_images: 0 });
  const v3 = JSON.parse((await call("GET", "/v3/manage/repos")).text);
  expect(v3.repos).toMatchObject([{ name: "group/web", namespace_name: "team", num_images: 0 }]);

  const { content } = await prepareManifest(registry, "team/group/web", [1]);
  expect((await putManifest(registry, "team/group/web", "1.0", content)).status).toBe(201);
  expect(await show("group$web")).toMatchObject({ num_images: 1, is_public: true, category: "arm" });
});

test("what is left out reads back empty, also once it is taken back", async () => {
  await create({ repository: "web", is_public: false });
  const empty = { category: "", description: "", is_public: false };
  expect(await show("web")).toMatchObject(empty);
  await call("PATCH", `${REPOS}/web`, { body: { is_public: false, category: "linux" } });
  await call("PATCH", `${REPOS}/web`, { body: { is_public: false, category: "" } });
  expect(await show("web")).toMatchObject(empty);
});

test("what has no category is found among the others, and what a push has made is one of them", async () => {
  await create({ repository: "web", is_public: false });
  await create({ repository: "base", is_public: false, category: "linux" });
  const { content } = await prepareManifest(registry, "team/pushed", [1]);
  await putManifest(registry, "team/pushed", "1.0", content);
  expect(await show("pushed")).toMatchObject({ category: "other" });
  const { text } = await call("GET", "/v2/manage/repos?category=other&order_column=name&order_type=asc");
  expect(JSON.parse(text)).toMatchObject([
    { name: "pushed", category: "other", total_range: 2 },
    { name: "web", category: "" },
  ]);
});

test("creating takes the level of edit on the organization", async () => {
  const { member } = registry;
  const body = { repository: "web", is_public: false };
  expect((await registry.app.request(REPOS, { method: "POST", body: "{}" })).status).toBe(401);
  expect(await create(body, member)).toMatchObject({ status: 403, code: "4037017" });
  await registry.grant(registry.organizations.team, member, 1);
  expect(await create(body, member)).toMatchObject({ status: 403, code: "4037017" });
  await registry.deps.db.updateTable("organization_grants").set({ level: 3 }).execute();
  expect(await create(body, member)).toMatchObject({ status: 200 });
  expect(await show("web")).toMatchObject({ creator_name: "member" });
  expect(await create(body, await stranger())).toMatchObject({ status: 404, code: "4040058" });
  expect(await create(body, undefined, "/v2/manage/namespaces/nowhere/repos")).toMatchObject({
    status: 404,
    code: "4040058",
  });
});

test.each([
  [{ is_public: true }, 400, "4001018"],
  [{ repository: "web" }, 400, "4001009"],
  [{ repository: "web", is_public: "true" }, 400, "4001009"],
  [{ repository: "web", is_public: true, category: "toys" }, 400, "4001018"],
  [{ repository: "Web", is_public: true }, 400, "4001029"],
  [{ repository: "", is_public: true }, 400, "4001029"],
  [{ repository: "w".repeat(129), is_public: true }, 400, "4001029"],
  [{ repository: "web", is_public: true, description: "d".repeat(30_001) }, 413, "4131012"],
  [[], 400, "4001018"],
])("creating %j is refused", async (body, status, code) => {
  expect(await create(body)).toMatchObject({ status, code });
  expect(await registry.deps.db.selectFrom("images").select("id").execute()).toEqual([]);
});

test("a name is made once, and hostile names never", async () => {
  const body = { repository: "w".repeat(128), is_public: true, description: "d".repeat(30_000) };
  expect((await create(body)).status).toBe(200);
  expect(await create({ ...body, is_public: false })).toMatchObject({ status: 409, code: "4090006" });
  expect(await show(body.repository)).toMatchObject({ is_public: true });
  for (const repository of HOSTILE_STRINGS) {
    expect(await create({ repository, is_public: true })).toMatchObject({ status: 400, code: "4001029" });
  }
});

test("an image made while one of its name is being deleted shows none of its content", async () => {
  const { content, config } = await prepareManifest(registry, "team/web", [1]);
  await putManifest(registry, "team/web", "1.0", content);
  const { id } = await show("web");
  const [, made] = await Promise.all([
    deleteImage(jobContext(registry.deps, "test"), "team", { id, name: "web" }),
    create({ repository: "web", is_public: false }),
  ]);
  // Behind the delete, or before it and refused: never in the middle.
  if (made.status === 409) expect((await create({ repository: "web", is_public: false })).status).toBe(200);
  expect((await registry.call("GET", `/v2/team/web/blobs/${config.digest}`)).status).toBe(404);
});

test("an update changes what it names and leaves the rest", async () => {
  await registry.createImage(registry.organizations.team, "group/web", {
    description: "old",
    category: "linux",
  });
  registry.advance(60_000);
  const path = `${REPOS}/group$web`;
  const made = await call("PATCH", path, { body: { is_public: true } });
  expect([made.status, made.text]).toEqual([201, "{}"]);
  expect(await show("group$web")).toMatchObject({
    is_public: true,
    description: "old",
    category: "linux",
    created: "2026-03-01T08:00:00.000Z",
    updated: "2026-03-01T08:01:00.000Z",
  });
  await call("PATCH", path, { body: { is_public: false, description: "", category: "database" } });
  expect(await show("group$web")).toMatchObject({ is_public: false, description: "", category: "database" });
  for (const description of HOSTILE_STRINGS) {
    expect((await call("PATCH", path, { body: { is_public: false, description } })).status).toBe(201);
    expect((await show("group$web")).description).toBe(description);
  }
});

test("updating takes the level of edit on the image", async () => {
  const { member } = registry;
  const id = await registry.createImage(registry.organizations.team, "web", { is_public: 1 });
  const path = `${REPOS}/web`;
  const body = { is_public: false };
  expect((await registry.app.request(path, { method: "PATCH", body: "{}" })).status).toBe(401);
  expect(await call("PATCH", path, { body, by: member })).toMatchObject({ status: 403, code: "4037018" });
  expect(await call("PATCH", path, { body, by: await stranger() })).toMatchObject({
    status: 403,
    code: "4037018",
  });
  await registry.grantOnImage(id, member, 3);
  expect((await call("PATCH", path, { body, by: member })).status).toBe(201);
  expect(await call("PATCH", path, { body, by: await stranger() })).toMatchObject({
    status: 404,
    code: "4040058",
  });
  expect(await call("PATCH", `${REPOS}/gone`, { body })).toMatchObject({ status: 404, code: "4040113" });
  expect(await call("PATCH", "/v2/manage/namespaces/nowhere/repos/web", { body })).toMatchObject({
    status: 404,
    code: "4040058",
  });
});

test.each([
  [{}, 400, "4001009"],
  [{ is_public: 1 }, 400, "4001009"],
  [{ is_public: true, category: "toys" }, 400, "4001018"],
  [{ is_public: true, description: "d".repeat(30_001) }, 413, "4131012"],
])("updating with %j is refused", async (body, status, code) => {
  await registry.createImage(registry.organizations.team, "web");
  expect(await call("PATCH", `${REPOS}/web`, { body })).toMatchObject({ status, code });
});
