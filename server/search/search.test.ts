import { afterEach, beforeEach, expect, test } from "vitest";
import type { SearchResult } from "../../core/console-operations/search.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;

let service: TestService;
let shop: number;
beforeEach(async () => {
  service = await createTestService();
  shop = await service.createOrganization("shop-team");
  await addTags(await service.createImage(shop, "shop/web"), ["v1.0", "v1.1", "latest"]);
  await addTags(await service.createImage(shop, "worker"), ["v2.0"]);
});
afterEach(() => service.close());

async function addTags(imageId: number, names: string[], db = service.deps.db) {
  const at = service.deps.clock().toISOString();
  const manifest = { image_id: imageId, digest: DIGEST, media_type: "", content: "", size: 0 };
  await db
    .insertInto("manifests")
    .values({ ...manifest, config_digest: null, subject_digest: null, created_at: at })
    .execute();
  await db
    .insertInto("tags")
    .values(
      names.map((name) => ({ image_id: imageId, name, digest: DIGEST, created_at: at, updated_at: at })),
    )
    .execute();
}

async function find(text: string, user: TestUser = service.admin): Promise<string[]> {
  const response = await service.app.request(`/api/search?q=${encodeURIComponent(text)}`, {
    headers: await service.signIn(user),
  });
  expect(response.status).toBe(200);
  const { organizations, images, tags } = (await response.json()) as SearchResult;
  return [
    ...organizations.map(({ name }) => name),
    ...images.map(({ organization, image }) => `${organization}/${image}`),
    ...tags.map(({ organization, image, tag }) => `${organization}/${image}:${tag}`),
  ];
}

test("finds organizations and images by a part of the name, tags by how they begin", async () => {
  expect(await find("shop")).toEqual(["shop-team", "shop-team/shop/web"]);
  expect(await find("WORK")).toEqual(["shop-team/worker"]);
  expect(await find("v1")).toEqual(["shop-team/shop/web:v1.0", "shop-team/shop/web:v1.1"]);
  expect(await find("1.0")).toEqual([]);
});

test("understands paths, pull addresses and digests", async () => {
  expect(await find("team/work")).toEqual(["shop-team/worker"]);
  expect(await find("web:v1.1")).toEqual(["shop-team/shop/web:v1.1"]);
  expect(await find("web:")).toHaveLength(3);
  expect(await find("127.0.0.1:8080/shop-team/shop/web:latest")).toEqual(["shop-team/shop/web:latest"]);
  expect(await find("swr.example.com/shop-team/worker")).toEqual(["shop-team/worker"]);
  expect(await find(DIGEST)).toHaveLength(4);
  expect(await find(`shop-team/worker@${DIGEST}`)).toHaveLength(4);
});

test("finds a nested name by any of its parts", async () => {
  await addTags(await service.createImage(await service.createOrganization("deep"), "x/y/z"), ["v9"]);
  for (const text of ["x/y/z", "y/z", "x/y", "deep/x", "deep/x/y/z", "y"]) {
    expect([text, await find(text)]).toEqual([text, ["deep/x/y/z"]]);
  }
  for (const text of ["x/y/z:v9", "y/z:v", "deep/x/y/z:v9"]) {
    expect([text, await find(text)]).toEqual([text, ["deep/x/y/z:v9"]]);
  }
  expect(await find("shop/:v1.1")).toEqual(["shop-team/shop/web:v1.1"]);
  // One that both ways find is there once.
  expect(await find("shop/web")).toEqual(["shop-team/shop/web"]);
});

test("shows nobody what they may not see", async () => {
  const member = await service.createUser("member");
  expect(await find("v", member)).toEqual([]);
  expect(await find("shop", member)).toEqual([]);
  await service.grant(shop, member, 1);
  expect(await find("v2", member)).toEqual(["shop-team/worker:v2.0"]);
  const stranger = await service.createAccount("stranger");
  for (const text of ["shop", "v1", "latest", DIGEST]) expect(await find(text, stranger)).toEqual([]);
});

test("hostile text finds nothing and breaks nothing; an empty one is refused, strangers too", async () => {
  for (const text of HOSTILE_STRINGS.filter((text) => text.trim() !== "")) {
    expect(await find(text.slice(0, 300))).toEqual([]);
  }
  const headers = await service.signIn();
  expect((await service.app.request("/api/search?q=%20", { headers })).status).toBe(400);
  expect((await service.app.request("/api/search?q=a")).status).toBe(401);
});
