import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { checkTagName } from "../../core/names.ts";
import { tagOperations } from "../../core/operations/tags.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  failFrom,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { followTables } from "../content/link-files.ts";

const IMAGE = "/v2/manage/namespaces/team/repos/group$web";
const NAME = "team/group/web";

let registry: TestRegistry;
let digest: string;
let content: string;
let imageId: number;

beforeEach(async () => {
  registry = await startTestRegistry();
  ({ content, digest } = await prepareManifest(registry, NAME, [1]));
  await putManifest(registry, NAME, "1.0", content);
  ({ id: imageId } = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow());
});
afterEach(() => registry.close());

const call = callsTo(() => registry);

const copy = (source_tag: string, destination_tag: string, more: object = {}, user?: TestUser) =>
  call("POST", `${IMAGE}/tags`, { body: { source_tag, destination_tag, ...more }, by: user });
const show = async (tag: string) =>
  tagOperations.ShowRepoTag.response.parse((await call("GET", `${IMAGE}/tags/${tag}`)).json);
/** As a client of the registry sees it. */
const pulled = async (tag: string) => {
  const response = await registry.call("HEAD", `/v2/${NAME}/manifests/${tag}`);
  return response.headers.get("docker-content-digest") ?? response.status;
};
const linkOf = async (tag: string) => {
  const path = `docker/registry/v2/repositories/${NAME}/_manifests/tags/${tag}/current/link`;
  await followTables(registry.deps);
  return await readFile(join(registry.storageFolder, path), "utf8").catch(() => undefined);
};

test("a tag shows as it does in the list, under the key tag", async () => {
  const [listed] = (await call("GET", `${IMAGE}/tags`)).json as [Record<string, unknown>];
  const { Tag, deleted, scanned, ...same } = listed;
  expect(await show("1.0")).toEqual({ ...same, tag: Tag });
  expect(Tag).toBe("1.0");
  expect((await show("1.0")).manifest).toBe(content);
});

test("the config comes as one JSON string", async () => {
  const { status, json } = await call("GET", `${IMAGE}/tags/1.0/config`);
  expect([status, json]).toEqual([200, '{"seeds":[1]}']);
});

test("an index and an artifact with a config that is no text have none to show", async () => {
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [{ mediaType: MEDIA_TYPE.ociManifest, digest, size: content.length }],
  });
  await putManifest(registry, NAME, "multi", index, MEDIA_TYPE.ociIndex);
  const config = await pushBlob(registry, NAME, new Uint8Array([0xff, 0xfe]));
  const binary = { ...JSON.parse(content), config: { mediaType: "application/x", ...config } };
  await putManifest(registry, NAME, "binary", JSON.stringify(binary));
  for (const tag of ["multi", "binary"]) {
    expect(await call("GET", `${IMAGE}/tags/${tag}/config`)).toMatchObject({ status: 404, code: "4041060" });
  }
  expect((await show("multi")).tag_type).toBe(1);
});

test("a second name points at the same manifest, for the API and for the registry", async () => {
  registry.advance(60_000);
  const made = await copy("1.0", "latest");
  expect([made.status, made.text]).toEqual([201, "{}"]);
  expect(await show("latest")).toMatchObject({
    digest,
    path: "localhost/team/group/web:latest",
    created: "2026-03-01T08:01:00.000Z",
  });
  expect(await pulled("latest")).toBe(digest);
  expect(await linkOf("latest")).toBe(digest);
  expect((await call("GET", IMAGE)).json).toMatchObject({
    num_images: 2,
    updated: "2026-03-01T08:01:00.000Z",
  });
});

test("an existing tag moves only where the caller says so", async () => {
  const other = await prepareManifest(registry, NAME, [2]);
  await putManifest(registry, NAME, "2.0", other.content);
  expect(await copy("1.0", "2.0")).toMatchObject({ status: 409, code: "4090006" });
  expect(await copy("1.0", "2.0", { override: false })).toMatchObject({ status: 409, code: "4090006" });
  expect(await pulled("2.0")).toBe(other.digest);
  expect((await copy("1.0", "2.0", { override: true })).status).toBe(201);
  expect(await pulled("2.0")).toBe(digest);
  expect(await linkOf("2.0")).toBe(digest);
});

test.each([
  [{ source_tag: "1.0" }, "4000016"],
  [{ source_tag: "1.0", destination_tag: "-x" }, "4000016"],
  [{ source_tag: "1.0", destination_tag: "x".repeat(129) }, "4000016"],
  [{ source_tag: "", destination_tag: "x" }, "4000016"],
  [{ source_tag: "1.0", destination_tag: "x", override: "true" }, "4001018"],
])("copying with %j is refused", async (body, code) => {
  expect(await call("POST", `${IMAGE}/tags`, { body })).toMatchObject({ status: 400, code });
});

test("hostile text is no tag", async () => {
  for (const text of HOSTILE_STRINGS.filter((name) => checkTagName(name) !== undefined)) {
    expect(await copy("1.0", text)).toMatchObject({ status: 400, code: "4000016" });
    for (const rest of ["", "/config"]) {
      const { status } = await call("GET", `${IMAGE}/tags/${encodeURIComponent(text)}${rest}`);
      expect([text, status]).toEqual([text, 404]);
    }
  }
  expect((await copy("1.0", "x".repeat(128))).status).toBe(201);
});

test("deleting takes the tag, and leaves its manifest to the other one", async () => {
  await copy("1.0", "latest");
  const gone = await call("DELETE", `${IMAGE}/tags/1.0`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expect(await call("GET", `${IMAGE}/tags/1.0`)).toMatchObject({ status: 404, code: "4040048" });
  expect(await pulled("1.0")).toBe(404);
  expect(await linkOf("1.0")).toBeUndefined();
  expect(await pulled("latest")).toBe(digest);
  expect((await call("GET", IMAGE)).json).toMatchObject({ num_images: 1 });
});

test.each(["copy", "delete"])("a crash between the rows and the files of a %s is made good", async (act) => {
  await followTables(registry.deps);
  failFrom(registry.deps, 0);
  const { status } = await (act === "copy" ? copy("1.0", "latest") : call("DELETE", `${IMAGE}/tags/1.0`));
  expect(status).toBe(act === "copy" ? 201 : 204);
  await expect(followTables(registry.deps)).rejects.toThrow("power cut");
  registry.restart();
  expect(await linkOf("1.0")).toBe(act === "copy" ? digest : undefined);
  expect(await linkOf("latest")).toBe(act === "copy" ? digest : undefined);
});

test("each operation needs a sign-in and its level", async () => {
  const { member } = registry;
  const calls = [
    ["POST", `${IMAGE}/tags`, { source_tag: "1.0", destination_tag: "b", override: true }, 3, 201],
    ["GET", `${IMAGE}/tags/1.0`, undefined, 1, 200],
    ["GET", `${IMAGE}/tags/1.0/config`, undefined, 1, 200],
    ["GET", `/v3${IMAGE.slice(3)}/tags`, undefined, 1, 200],
    ["DELETE", `${IMAGE}/tags/1.0`, undefined, 7, 204],
  ] as const;
  for (const [method, path] of calls) {
    expect([path, (await registry.app.request(path, { method })).status]).toEqual([path, 401]);
  }
  await registry.grantOnImage(imageId, member, 1);
  for (const level of [0, 1, 3, 7] as const) {
    if (level === 0) await registry.deps.db.deleteFrom("image_grants").execute();
    else {
      await registry.deps.db.deleteFrom("image_grants").execute();
      await registry.grantOnImage(imageId, member, level);
    }
    for (const [method, path, body, needed, success] of calls) {
      const { status, code } = await call(method, path, { body, by: member });
      const refusal = level === 0 ? [404, "4040113"] : [403, "4037018"];
      expect([method, path, level, status, code]).toEqual(
        level >= needed ? [method, path, level, success, undefined] : [method, path, level, ...refusal],
      );
    }
  }
});

test("what is missing is not found", async () => {
  const copyBody = { source_tag: "gone", destination_tag: "b" };
  expect(await call("POST", `${IMAGE}/tags`, { body: copyBody })).toMatchObject({
    status: 404,
    code: "4040048",
  });
  for (const [method, rest] of [
    ["GET", "/gone"],
    ["GET", "/gone/config"],
    ["DELETE", "/gone"],
  ] as const) {
    expect(await call(method, `${IMAGE}/tags${rest}`)).toMatchObject({ status: 404, code: "4040048" });
  }
  for (const [method, rest, body] of [
    ["POST", "", copyBody],
    ["GET", "/1.0"],
    ["GET", "/1.0/config"],
    ["DELETE", "/1.0"],
  ] as const) {
    const noImage = `/v2/manage/namespaces/team/repos/gone/tags${rest}`;
    expect(await call(method, noImage, { body })).toMatchObject({ status: 404, code: "4040113" });
    const noOrganization = `/v2/manage/namespaces/gone/repos/web/tags${rest}`;
    expect(await call(method, noOrganization, { body })).toMatchObject({ status: 404, code: "4040058" });
  }
});
