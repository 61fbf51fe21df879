/** The calls that Harbor's adapter for SWR makes, in its order, with the long-lived login of an access key. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LEVEL } from "../../core/permissions.ts";
import { addAccessKey } from "../../tests/support/access-keys.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";

let registry: TestRegistry;
let basic: Record<string, string>;
beforeEach(async () => {
  registry = await startTestRegistry();
  basic = await logIn(registry.admin);
});
afterEach(() => registry.close());

async function logIn(user: TestUser): Promise<Record<string, string>> {
  const { id, secret } = await addAccessKey(registry, user);
  const password = createHmac("sha256", secret).update(id).digest("hex");
  return { authorization: `Basic ${btoa(`local-1@${id}:${password}`)}` };
}

async function ask(method: string, path: string, headers = basic, body?: object) {
  const response = await registry.app.request(new URL(path, registry.origin).href, {
    method,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text,
  };
}

async function tokenFor(repository: string, headers = basic): Promise<Record<string, string>> {
  const scope = `repository:${repository}:push,pull`;
  const { status, json } = await ask("GET", `/swr/auth/v2/registry/auth?scope=${scope}`, headers);
  expect([status, typeof json.token, typeof json.expires_in]).toEqual([200, "string", "number"]);
  expect(Date.parse(json.issued_at)).not.toBeNaN();
  return { authorization: `Bearer ${json.token}` };
}

test("before a push: the organization is looked for, and made where it is not there", async () => {
  expect(await ask("GET", "/dockyard/v2/namespaces/fresh")).toEqual({ status: 200, json: {} });
  const made = await ask("POST", "/dockyard/v2/namespaces", basic, { namespace: "fresh" });
  expect(made.status).toBe(201);
  const found = await ask("GET", "/dockyard/v2/namespaces/fresh");
  expect(found.json).toEqual({
    id: expect.any(Number),
    name: "fresh",
    creator_name: "admin",
    auth: 7,
    user_count: 1,
    image_count: 0,
  });
  const { json } = await ask("GET", "/dockyard/v2/visible/namespaces");
  expect(json.namespaces.map(({ name }: { name: string }) => name)).toEqual(["fresh", "ops", "team"]);
});

test("a push with the adapter's token, a look at the manifest without Accept, and its deletion", async () => {
  const manifest = await prepareManifest(registry, "team/app", [1]);
  const token = await tokenFor("team/app");
  expect((await ask("GET", "/v2/team/app/manifests/v1", token)).status).toBe(404);
  const put = await registry.app.request(new URL("/v2/team/app/manifests/v1", registry.origin).href, {
    method: "PUT",
    headers: { ...token, "content-type": "application/vnd.oci.image.manifest.v1+json" },
    body: manifest.content,
  });
  expect(put.status).toBe(201);
  expect((await ask("GET", "/v2/team/app/manifests/v1", token)).json).toEqual(JSON.parse(manifest.content));
  expect((await ask("DELETE", `/v2/team/app/manifests/${manifest.digest}`, token)).status).toBe(202);
  await registry.grant(registry.organizations.team, registry.member, LEVEL.edit);
  await putManifest(registry, "team/app", "v1", manifest.content);
  const weaker = await tokenFor("team/app", await logIn(registry.member));
  expect((await ask("DELETE", `/v2/team/app/manifests/${manifest.digest}`, weaker)).status).toBe(403);
});

test("the list for a pull has every image the login sees, or those of a filter", async () => {
  for (let at = 0; at < 1001; at++) await registry.createImage(registry.organizations.team, `many/${at}`);
  await registry.createImage(registry.organizations.ops, "tool");
  const all = await ask("GET", "/dockyard/v2/repositories?filter=center::self");
  expect(all.json).toHaveLength(1002);
  const one = await ask("GET", "/dockyard/v2/repositories?filter=center::self|name::tool");
  expect(one.json).toMatchObject([
    { namespace: "ops", name: "tool", is_public: false, num_images: 0, tags: [] },
  ]);
  const none = await ask(
    "GET",
    "/dockyard/v2/repositories?filter=center::self",
    await logIn(registry.member),
  );
  expect(none.json).toEqual([]);
});

test("each image is listed with all its tags, as the adapter copies no others", async () => {
  const { content } = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v0", content);
  const { db } = registry.deps;
  const { id: _, ...tag } = await db.selectFrom("tags").selectAll().executeTakeFirstOrThrow();
  const more = Array.from({ length: 150 }, (_, at) => ({ ...tag, name: `v${at + 1}` }));
  await db.insertInto("tags").values(more).execute();
  await db.updateTable("images").set({ tag_count: 151 }).execute();
  const { json } = await ask("GET", "/dockyard/v2/repositories?filter=center::self");
  expect(new Set(json[0].tags)).toEqual(new Set(["v0", ...more.map(({ name }) => name)]));
  expect(json[0].tags).toHaveLength(151);
});

test("more tags than an answer holds are refused in words, and a filter by name gets its part", async () => {
  for (const name of ["few", "half", "other-half"])
    await registry.createImage(registry.organizations.team, name);
  const { db } = registry.deps;
  await db.updateTable("images").set({ tag_count: 50_001 }).where("name", "like", "%half").execute();
  const all = await ask("GET", "/dockyard/v2/repositories?filter=center::self");
  expect([all.status, JSON.stringify(all.json)]).toEqual([400, expect.stringContaining("100000 tags match")]);
  const part = await ask("GET", "/dockyard/v2/repositories?filter=center::self|name::few");
  expect([part.status, part.json]).toMatchObject([200, [{ name: "few", tags: [] }]]);
});

test("without a login nothing is told, hostile names are refused, and what is not there is no page", async () => {
  const paths = ["visible/namespaces", "namespaces/team", "repositories?filter=center::self"];
  for (const path of paths) {
    for (const headers of [{}, { authorization: "Basic nonsense" }, await registry.token()]) {
      expect((await ask("GET", `/dockyard/v2/${path}`, headers as Record<string, string>)).status).toBe(401);
    }
  }
  for (const namespace of HOSTILE_STRINGS) {
    expect((await ask("POST", "/dockyard/v2/namespaces", basic, { namespace })).status).toBe(400);
  }
  expect((await ask("GET", "/dockyard/v2/nothing")).status).toBe(404);
  expect((await ask("GET", "/team/dockyard/v2/namespaces", { accept: "*/*" })).status).toBe(404);
});
