import { afterEach, beforeEach, expect, test } from "vitest";
import { imageOperations } from "../../core/operations/images.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

let service: TestService;
let member: TestUser;
let stranger: TestUser;
let team: number;

beforeEach(async () => {
  service = await createTestService();
  member = await service.createUser("member");
  stranger = await service.createAccount("other");
  team = await service.createOrganization("team");
});
afterEach(() => service.close());

const call = callsTo(() => service);

async function list(query = "", user?: TestUser) {
  const { status, text, headers } = await call("GET", `/v2/manage/repos${query}`, { by: user });
  expect([status, text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  const images = imageOperations.ListReposDetails.response.parse(JSON.parse(text));
  return { images, names: images.map(({ name }) => name), range: headers.get("Content-Range") };
}

const names = async (query = "", user?: TestUser) => (await list(query, user)).names;
const at = (path: string) => `/v2/manage/namespaces/${path}`;

async function addTag(image_id: number, name: string, updated_at: string) {
  const digest = `sha256:${name.padStart(64, "0")}`;
  await service.deps.db
    .insertInto("manifests")
    .values({
      image_id,
      digest,
      media_type: "application/vnd.oci.image.manifest.v1+json",
      content: "{}",
      size: 1,
      config_digest: null,
      subject_digest: null,
      created_at: updated_at,
    })
    .execute();
  await service.deps.db
    .insertInto("tags")
    .values({ image_id, name, digest, created_at: updated_at, updated_at })
    .execute();
}

test("every operation needs a sign-in", async () => {
  for (const [method, path] of [
    ["GET", "/v2/manage/repos"],
    ["GET", at("team/repos/web")],
    ["DELETE", at("team/repos/web")],
  ] as const) {
    expect((await service.app.request(path, { method })).status).toBe(401);
  }
});

test("an item shows the image with its newest tags first", async () => {
  const id = await service.createImage(team, "group/web", {
    description: "<b>bold</b>",
    size: 2 ** 40,
    tag_count: 3,
    download_count: 4,
    is_public: 1,
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-02-01T00:00:00.000Z",
  });
  await addTag(id, "1.0", "2026-01-01T00:00:00.000Z");
  await addTag(id, "2.0", "2026-01-03T00:00:00.000Z");
  await addTag(id, "1.1", "2026-01-02T00:00:00.000Z");
  const { images, range } = await list();
  expect(images).toEqual([
    {
      name: "group/web",
      namespace: "team",
      category: "other",
      description: "<b>bold</b>",
      size: 2 ** 40,
      is_public: true,
      num_images: 3,
      num_download: 4,
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-02-01T00:00:00.000Z",
      url: "",
      path: "localhost/team/group/web",
      internal_path: "localhost/team/group/web",
      domain_name: "local",
      tags: ["2.0", "1.1", "1.0"],
      total_range: 1,
    },
  ]);
  expect(range).toBe("0-1/1");
});

test("the names of at most a hundred tags come along", async () => {
  const id = await service.createImage(team, "web");
  for (let at = 0; at < 102; at++) {
    await addTag(id, `t${at}`, new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString());
  }
  const [image] = (await list()).images;
  expect(image?.tags).toHaveLength(100);
  expect(image?.tags[0]).toBe("t101");
});

test("the list holds what the caller may see of the own account", async () => {
  const granted = await service.createOrganization("granted");
  const theirs = await service.createOrganization("theirs", stranger);
  const single = await service.createImage(team, "single");
  await service.createImage(team, "hidden");
  await service.createImage(team, "public", { is_public: 1 });
  await service.createImage(granted, "inherited");
  await service.createImage(theirs, "foreign", { is_public: 1 });
  await service.grant(granted, member, 1);
  await service.grantOnImage(single, member, 1);
  expect((await names()).sort()).toEqual(["hidden", "inherited", "public", "single"]);
  expect((await names("", member)).sort()).toEqual(["inherited", "public", "single"]);
  expect(await names("", stranger)).toEqual(["foreign"]);
});

test("each filter narrows the list", async () => {
  const other = await service.createOrganization("team-b");
  await service.createImage(team, "app/web", { category: "linux", is_public: 1 });
  await service.createImage(team, "db");
  await service.createImage(other, "webhook");
  const sorted = async (query: string) => (await names(query)).sort();
  expect(await sorted("?namespace=team")).toEqual(["app/web", "db"]);
  expect(await sorted("?filter=namespace::team")).toEqual(["app/web", "db", "webhook"]);
  expect(await sorted("?name=web")).toEqual(["app/web", "webhook"]);
  expect(await sorted("?name=app$w")).toEqual(["app/web"]);
  expect(await sorted("?category=linux")).toEqual(["app/web"]);
  expect(await sorted("?is_public=true")).toEqual(["app/web"]);
  expect(await sorted("?is_public=false")).toEqual(["db", "webhook"]);
  expect(await sorted("?filter=center::self|name::web|is_public::false")).toEqual(["webhook"]);
  expect(await sorted("?name=db&filter=name::webh")).toEqual(["webhook"]);
});

test("wildcards and hostile text in a filter are plain text", async () => {
  await service.createImage(team, "web");
  for (const text of HOSTILE_STRINGS) {
    expect(await names(`?name=${encodeURIComponent(text)}`)).toEqual([]);
    expect(await names(`?category=${encodeURIComponent(text)}`)).toEqual([]);
  }
});

test("hostile text in names and descriptions comes back as it is", async () => {
  const texts = HOSTILE_STRINGS.filter((text) => text !== "\u0000");
  for (const text of texts) await service.createImage(team, text, { description: text });
  const { images } = await list("?order_column=name&order_type=asc");
  expect(images.map(({ description }) => description).sort()).toEqual([...texts].sort());
});

test("each column sorts both ways; without one the newest comes first", async () => {
  const other = await service.createOrganization("another");
  const day = (number: number) => `2026-01-0${number}T00:00:00.000Z`;
  await service.createImage(team, "b", { updated_at: day(1), tag_count: 3, is_public: 1 });
  await service.createImage(other, "c", { updated_at: day(2), tag_count: 1 });
  await service.createImage(team, "a", { updated_at: day(3), tag_count: 2 });
  const ascending = async (column: string) => {
    const up = await names(`?order_column=${column}&order_type=asc`);
    expect(await names(`?order_column=${column}&order_type=desc`)).toEqual([...up].reverse());
    return up.join("");
  };
  expect(await ascending("updated_time")).toBe("bca");
  expect(await ascending("name")).toBe("abc");
  expect(await ascending("tag_count")).toBe("cab");
  expect(await ascending("namespace")).toBe("cab");
  expect(await ascending("is_public")).toBe("cab");
  expect(await names()).toEqual(["a", "c", "b"]);
  expect(await names("?namespace=team")).toEqual(["a", "b"]);
});

test("pages follow each other without gap or repeat, and say the total", async () => {
  for (let at = 0; at < 7; at++) await service.createImage(team, `image-${at}`);
  const pages = await Promise.all([0, 3, 6, 9].map((offset) => list(`?limit=3&offset=${offset}`)));
  expect(pages.map(({ range }) => range)).toEqual(["0-3/7", "3-3/7", "6-1/7", "9-0/7"]);
  expect(new Set(pages.flatMap((page) => page.names)).size).toBe(7);
  expect(pages[0]?.images.map((image) => image.total_range)).toEqual([7, 7, 7]);
  expect(await names("?filter=limit::2|offset::1|order_column::name|order_type::asc")).toEqual([
    "image-1",
    "image-2",
  ]);
});

test.each([
  ["?order_column=updated_at", "4001096"],
  ["?order_column=size", "4001096"],
  ["?filter=order_column::updated_at", "4001096"],
  ["?filter=name", "4001035"],
  ["?filter=nonsense::1", "4001035"],
  ["?filter=limit::0", "4001035"],
  ["?filter=is_public::maybe", "4001035"],
  ["?limit=0", "4001025"],
  ["?limit=1001", "4001025"],
  ["?offset=-1", "4001025"],
  ["?order_type=up", "4001025"],
  ["?is_public=maybe", "4001025"],
])("%s is refused", async (query, expected) => {
  const { status, code } = await call("GET", `/v2/manage/repos${query}`);
  expect([status, code]).toEqual([400, expected]);
});

test("an image shows itself, its slash written $", async () => {
  const id = await service.createImage(team, "group/web", { size: 5 });
  for (const path of ["team/repos/group$web", "team/repos/group%24web"]) {
    const { status, text } = await call("GET", at(path));
    expect(status).toBe(200);
    expect(imageOperations.ShowRepository.response.parse(JSON.parse(text))).toMatchObject({
      id,
      ns_id: team,
      name: "group/web",
      size: 5,
      path: "localhost/team/group/web",
      creator_name: "admin",
      domain_id: service.admin.accountId,
      created: "2026-03-01T08:00:00.000Z",
    });
  }
});

test("what is public shows to every account, the rest does not exist for others", async () => {
  await service.createImage(team, "public", { is_public: 1 });
  await service.createImage(team, "private");
  expect((await call("GET", at("team/repos/public"), { by: stranger })).status).toBe(200);
  for (const method of ["GET", "DELETE"]) {
    for (const name of ["private", "missing"]) {
      const { status, code } = await call(method, at(`team/repos/${name}`), { by: stranger });
      expect([status, code]).toEqual([404, "4040058"]);
    }
  }
  expect((await call("DELETE", at("team/repos/public"), { by: stranger })).status).toBe(403);
});

test("in the own account it takes a level; what is missing, or hidden, is not found", async () => {
  const id = await service.createImage(team, "web");
  const hidden = await call("GET", at("team/repos/web"), { by: member });
  expect([hidden.status, hidden.code]).toEqual([404, "4040113"]);
  await service.grantOnImage(id, member, 3);
  expect((await call("GET", at("team/repos/web"), { by: member })).status).toBe(200);
  expect((await call("DELETE", at("team/repos/web"), { by: member })).status).toBe(403);
  const missing = await call("GET", at("team/repos/missing"));
  expect([missing.status, missing.code]).toEqual([404, "4040113"]);
  const nowhere = await call("GET", at("nowhere/repos/web"));
  expect([nowhere.status, nowhere.code]).toEqual([404, "4040058"]);
});

test("deleting takes the image with its tags and grants", async () => {
  const id = await service.createImage(team, "group/web");
  await addTag(id, "1.0", "2026-01-01T00:00:00.000Z");
  await service.grantOnImage(id, member, 7);
  expect(await call("DELETE", at("team/repos/group$web"), { by: member })).toMatchObject({
    status: 204,
    text: "",
  });
  expect((await call("GET", at("team/repos/group$web"))).status).toBe(404);
  for (const table of ["images", "tags", "manifests", "image_grants"] as const) {
    expect(await service.deps.db.selectFrom(table).selectAll().execute()).toEqual([]);
  }
});

test("the console's list says what the person may do with each image, the API's does not", async () => {
  const other = await service.createOrganization("another");
  await service.grant(team, member, 3);
  await service.grantOnImage(await service.createImage(team, "managed"), member, 7);
  await service.grantOnImage(await service.createImage(team, "pushed"), member, 1);
  await service.grantOnImage(await service.createImage(other, "read"), member, 1);
  await service.createImage(other, "open", { is_public: 1 });
  const levels = async (user: TestUser) => {
    const headers = await service.signIn(user);
    const answer = await service.app.request("/api/swr/v2/manage/repos", { headers });
    const images = imageOperations.ListReposDetails.response.parse(await answer.json());
    return Object.fromEntries(images.map(({ name, auth }) => [name, auth]));
  };
  expect(await levels(member)).toEqual({ managed: 7, pushed: 3, read: 1, open: 1 });
  expect(await levels(service.admin)).toEqual({ managed: 7, pushed: 7, read: 7, open: 7 });
  expect((await call("GET", "/v2/manage/repos", { by: member })).text).not.toContain("auth");
});
