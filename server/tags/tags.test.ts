import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { tagOperations } from "../../core/operations/tags.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";

const PATH = "/v2/manage/namespaces/team/repos/group$web/tags";
const CONFIG = "c".repeat(64);

let service: TestService;
let image: number;

beforeEach(async () => {
  service = await createTestService();
  image = await service.createImage(await service.createOrganization("team"), "group/web");
});
afterEach(() => service.close());

const call = callsTo(() => service);

async function addTag(name: string, second: number, index = false): Promise<string> {
  const digest = `sha256:${second.toString(16).padStart(64, "0")}`;
  const time = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  await service.deps.db
    .insertInto("manifests")
    .values({
      image_id: image,
      digest,
      media_type: index ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest,
      content: `{"of":"${second}"}`,
      size: 1000 + second,
      config_digest: index ? null : `sha256:${CONFIG}`,
      subject_digest: null,
      created_at: time,
    })
    .execute();
  await service.deps.db
    .insertInto("tags")
    .values({ image_id: image, name, digest, created_at: time, updated_at: time })
    .execute();
  await service.deps.db
    .updateTable("images")
    .set(({ eb }) => ({ tag_count: eb("tag_count", "+", 1) }))
    .execute();
  return digest;
}

async function list(query = "") {
  const { status, text, headers } = await call("GET", PATH + query);
  expect([status, text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  const tags = tagOperations.ListRepositoryTags.response.parse(JSON.parse(text));
  return { tags, names: tags.map(({ Tag }) => Tag), range: headers.get("Content-Range") };
}

test("a tag shows its manifest, whose it is and what it is", async () => {
  const digest = await addTag("1.0", 1);
  const indexDigest = await addTag("multi", 2, true);
  const { tags, range } = await list("?order_column=tag&order_type=asc");
  expect(tags[0]).toEqual({
    id: expect.any(Number),
    repo_id: image,
    Tag: "1.0",
    image_id: CONFIG,
    manifest: '{"of":"1"}',
    digest,
    schema: 2,
    path: "localhost/team/group/web:1.0",
    internal_path: "localhost/team/group/web:1.0",
    size: 1001,
    is_trusted: false,
    created: "2026-01-01T00:00:01.000Z",
    updated: "2026-01-01T00:00:01.000Z",
    deleted: null,
    domain_id: service.admin.accountId,
    scanned: false,
    tag_type: 0,
  });
  expect(tags[1]).toMatchObject({ Tag: "multi", tag_type: 1, image_id: indexDigest.slice(7) });
  expect(range).toBe("0-2/2");
});

test("both columns sort both ways; without one the newest comes first", async () => {
  await addTag("b", 1);
  await addTag("c", 2);
  await addTag("a", 3);
  const order = async (column: string, type: string) =>
    (await list(`?order_column=${column}&order_type=${type}`)).names.join("");
  expect(await order("updated_at", "asc")).toBe("bca");
  expect(await order("updated_at", "desc")).toBe("acb");
  expect(await order("tag", "asc")).toBe("abc");
  expect(await order("tag", "desc")).toBe("cba");
  expect((await list()).names).toEqual(["a", "c", "b"]);
});

test("pages and filters narrow the list", async () => {
  for (const [at, name] of ["1.0", "1.1", "2.0", "2.1"].entries()) await addTag(name, at);
  expect(await list("?limit=3&offset=3")).toMatchObject({ names: ["1.0"], range: "3-1/4" });
  expect((await list("?tag=2.")).names).toEqual(["2.1", "2.0"]);
  expect((await list("?limit=1&offset=0&filter=tag::1.|offset::1|limit::5")).names).toEqual(["1.0"]);
  for (const text of HOSTILE_STRINGS) {
    expect((await list(`?tag=${encodeURIComponent(text)}`)).names).toEqual([]);
  }
});

test.each([
  ["?order_column=updated_time", "4001096"],
  ["?filter=tag", "4001035"],
  ["?filter=name::x", "4001035"],
  ["?limit=1001", "4001025"],
])("%s is refused", async (query, expected) => {
  const { status, code } = await call("GET", PATH + query);
  expect([status, code]).toEqual([400, expected]);
});

test("each page is the part of the whole list, from whichever end it is reached", async () => {
  for (const [index, name] of ["b", "a1", "c1", "a2", "c2", "d1", "a3"].entries()) await addTag(name, index);
  for (const query of [
    "order_column=tag&order_type=asc",
    "order_column=tag&order_type=desc",
    "order_column=updated_at&order_type=asc",
    "order_column=updated_at&order_type=desc",
    "filter=order_column::tag|tag::1",
  ]) {
    const { names } = await list(`?${query}`);
    for (const offset of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const page = query.startsWith("filter")
        ? `${query}|limit::2|offset::${offset}`
        : `${query}&limit=2&offset=${offset}`;
      expect((await list(`?${page}`)).names, page).toEqual(names.slice(offset, offset + 2));
    }
  }
});

test("it needs a sign-in, the right to see the image, and an existing image", async () => {
  expect((await service.app.request(PATH)).status).toBe(401);
  const member = await service.createUser("member");
  expect((await call("GET", PATH, { by: member })).status).toBe(404);
  await service.grantOnImage(image, member, 1);
  expect((await call("GET", PATH, { by: member })).status).toBe(200);
  const stranger = await service.createAccount("other");
  expect((await call("GET", PATH, { by: stranger })).status).toBe(404);
  const missing = await call("GET", PATH.replace("web", "gone"));
  expect([missing.status, missing.code]).toEqual([404, "4040113"]);
});
