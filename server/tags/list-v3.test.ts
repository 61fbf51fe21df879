import { afterEach, beforeEach, expect, test } from "vitest";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { tagOperations } from "../../core/operations/tags.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";

const PATH = "/v3/manage/namespaces/team/repos/group$web/tags";

let service: TestService;
let image: number;

beforeEach(async () => {
  service = await createTestService();
  image = await service.createImage(await service.createOrganization("team"), "group/web");
});
afterEach(() => service.close());

/** Several tags may be of one second. */
async function addTag(name: string, second: number): Promise<void> {
  const digest = `sha256:${second.toString(16).padStart(64, "0")}`;
  const time = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  const manifest = {
    image_id: image,
    digest,
    media_type: MEDIA_TYPE.ociManifest,
    content: `{"of":"${second}"}`,
    size: 1000,
    config_digest: null,
    subject_digest: null,
    created_at: time,
  };
  const { db } = service.deps;
  await db
    .insertInto("manifests")
    .values(manifest)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("tags")
    .values({ image_id: image, name, digest, created_at: time, updated_at: time })
    .execute();
}

async function list(query = "") {
  const response = await service.app.request(PATH + query, { headers: await service.token() });
  expect(response.status).toBe(200);
  const page = tagOperations.ListRepositoryTag.response.parse(await response.json());
  return { ...page, names: page.tags.map(({ tag }) => tag) };
}

async function walk(query: string, between?: (name: string) => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  let marker = "";
  for (let pages = 0; pages < 10; pages++) {
    const page = await list(`?limit=2${query}${marker}`);
    expect(page.has_more).toBe(page.nextMarker !== undefined);
    expect(page.next_marker).toBe(page.nextMarker);
    names.push(...page.names);
    if (page.nextMarker === undefined) return names;
    marker = `&marker=${encodeURIComponent(page.nextMarker)}`;
    await between?.(page.names.at(-1) ?? "");
  }
  throw new Error("the markers lead nowhere");
}

test("the manifest comes on demand", async () => {
  await addTag("1.0", 1);
  const [brief] = (await list()).tags;
  expect(brief).toMatchObject({ tag: "1.0", path: "localhost/team/group/web:1.0", tag_type: 0 });
  expect(brief).not.toHaveProperty("manifest");
  const [whole] = (await list("?with_manifest=true")).tags;
  expect(whole).toEqual({ ...brief, manifest: '{"of":"1"}' });
});

test("the markers lead through all pages in each order", async () => {
  for (const [name, second] of [
    ["c", 1],
    ["a", 1],
    ["d", 1],
    ["b", 2],
    ["e", 3],
  ] as const)
    await addTag(name, second);
  expect((await walk("")).join("")).toBe("ebdac");
  expect((await walk("&order_column=updated_at&order_type=asc")).join("")).toBe("cadbe");
  expect((await walk("&order_column=tag&order_type=asc")).join("")).toBe("abcde");
  expect((await walk("&order_column=tag&order_type=desc")).join("")).toBe("edcba");
  expect(await list("?limit=5")).toMatchObject({ has_more: false });
});

test("a tag deleted meanwhile makes the walk neither end nor skip", async () => {
  for (const [at, name] of ["a", "b", "c", "d", "e"].entries()) await addTag(name, at);
  const remove = (name: string) => service.deps.db.deleteFrom("tags").where("name", "=", name).execute();
  expect((await walk("&order_column=tag&order_type=asc", remove)).join("")).toBe("abcde");
});

test("a part of the name narrows the list, and hostile text is plain text", async () => {
  for (const [at, name] of ["1.0", "1.1", "2.0"].entries()) await addTag(name, at);
  expect((await list("?tag=1.")).names).toEqual(["1.1", "1.0"]);
  for (const text of HOSTILE_STRINGS) {
    expect((await list(`?tag=${encodeURIComponent(text)}`)).names).toEqual([]);
  }
});

test.each([
  ["?order_column=updated_time", "4001096"],
  ["?limit=0", "4001025"],
  ["?limit=1001", "4001025"],
  ["?marker=x", "4001025"],
  ["?marker=", "4001025"],
  ["?with_manifest=yes", "4001025"],
])("%s is refused", async (query, code) => {
  const response = await service.app.request(PATH + query, { headers: await service.token() });
  expect(response.status).toBe(400);
  expect(swrErrorBodySchema.parse(await response.json()).error_code).toBe(`SVCSTG.SWR.${code}`);
});

test("by digest, it lists the tags of these manifests only", async () => {
  for (const [name, second] of [
    ["1.0", 1],
    ["latest", 1],
    ["2.0", 2],
    ["3.0", 3],
  ] as const) {
    await addTag(name, second);
  }
  const digest = (second: number) => `sha256:${second.toString(16).padStart(64, "0")}`;
  const order = "&order_column=tag&order_type=asc";
  expect((await list(`?digest=${digest(1)}${order}`)).names).toEqual(["1.0", "latest"]);
  expect((await list(`?digest=${digest(1)},${digest(3)}${order}`)).names).toEqual(["1.0", "3.0", "latest"]);
  expect((await list(`?digest=${digest(9)}`)).names).toEqual([]);
  for (const text of ["", "latest", `${digest(1)},`, Array(51).fill(digest(1)).join(",")]) {
    const path = `${PATH}?digest=${encodeURIComponent(text)}`;
    const response = await service.app.request(path, { headers: await service.token() });
    expect([text, response.status]).toEqual([text, 400]);
  }
});
