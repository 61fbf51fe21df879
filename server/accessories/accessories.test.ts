import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { accessoryOperations } from "../../core/operations/accessories.ts";
import { callsTo } from "../../tests/support/call.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";

const IMAGE = "/v2/manage/namespaces/team/repos/group$web";
const NAME = "team/group/web";

let registry: TestRegistry;
let digest: string;
let size: number;

beforeEach(async () => {
  registry = await startTestRegistry();
  const manifest = await prepareManifest(registry, NAME, [1]);
  ({ digest } = manifest);
  size = manifest.content.length;
  await putManifest(registry, NAME, "1.0", manifest.content);
});
afterEach(() => registry.close());

const call = callsTo(() => registry);
const get = (path: string, by?: TestUser) => call("GET", IMAGE + path, { by });

const accessories = async (tag: string, query = "") =>
  accessoryOperations.ListRepoAccessories.response.parse((await get(`/${tag}/accessories${query}`)).json);
const references = async (tag: string, query = "") =>
  accessoryOperations.ListReferences.response.parse((await get(`/${tag}/references${query}`)).json);

/** Pushes what is about the image; answers its digest. */
async function attach(seed: number, reference?: string, fields: object = {}): Promise<string> {
  const manifest = await prepareManifest(registry, NAME, [seed], fields);
  await putManifest(registry, NAME, reference ?? manifest.digest, manifest.content);
  registry.advance(1000);
  return manifest.digest;
}

const cosignTag = () => `sha256-${digest.slice(7)}.sig`;
const subject = () => ({ subject: { mediaType: MEDIA_TYPE.ociManifest, digest, size } });

test("signatures by tag and by subject are listed, newest first", async () => {
  const signature = await attach(2, cosignTag());
  const sbom = await attach(3, undefined, { ...subject(), artifactType: "application/spdx+json" });
  const notation = await attach(4, "signed", {
    ...subject(),
    artifactType: "application/vnd.cncf.notary.signature",
  });
  await attach(5, "unrelated");
  const { total, accessories: listed } = await accessories("1.0");
  expect(total).toBe(3);
  expect(listed?.map(({ sig_tag, sig_digest, type }) => [sig_tag, sig_digest, type])).toEqual([
    ["signed", notation, "signature.notation"],
    ["", sbom, "application/spdx+json"],
    [cosignTag(), signature, "signature.cosign"],
  ]);
  expect(listed?.[2]).toMatchObject({
    domain_id: registry.admin.accountId,
    namespace_name: "team",
    repo_name: "group/web",
    target_digest: digest,
    created_at: "2026-03-01T08:00:00.000Z",
  });
  expect(new Set(listed?.map(({ id }) => id)).size).toBe(3);
});

test("a tag without any has null", async () => {
  expect(await accessories("1.0")).toEqual({ total: 0, accessories: null });
});

test("what cosign attaches is told by its tag, or by what it states", async () => {
  const bundle = { ...subject(), artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json" };
  const states = (type: string) => ({ annotations: { "dev.sigstore.bundle.predicateType": type } });
  await attach(2, `sha256-${digest.slice(7)}.att`);
  await attach(3, `sha256-${digest.slice(7)}.sbom`);
  await attach(4, undefined, bundle);
  await attach(5, undefined, { ...bundle, ...states("https://cyclonedx.org/bom") });
  expect((await accessories("1.0")).accessories?.map(({ type }) => type)).toEqual([
    "https://cyclonedx.org/bom",
    "application/vnd.dev.sigstore.bundle.v0.3+json",
    "sbom.cosign",
    "attestation.cosign",
  ]);
});

test("accessories come in pages, ten by default", async () => {
  for (let seed = 2; seed < 14; seed++) await attach(seed, undefined, subject());
  expect((await accessories("1.0")).accessories).toHaveLength(10);
  const rest = await accessories("1.0", "?limit=5&offset=10");
  expect([rest.total, rest.accessories?.length]).toEqual([12, 2]);
});

test("a signature tells the tags it covers, in pages", async () => {
  await attach(2, cosignTag());
  await attach(3, "signed", subject());
  const { db } = registry.deps;
  const { content } = await db
    .selectFrom("manifests")
    .select("content")
    .where("digest", "=", digest)
    .executeTakeFirstOrThrow();
  for (let at = 0; at < 11; at++)
    await putManifest(registry, NAME, `b${String.fromCharCode(97 + at)}`, content);
  for (const tag of [cosignTag(), "signed"]) {
    const first = await references(tag);
    expect(first).toMatchObject({ next_marker: "bi", has_more: true });
    expect(first.tags).toHaveLength(10);
    expect(await references(tag, "?marker=bi")).toEqual({ tags: ["bj", "bk"], has_more: false });
    expect((await references(tag, "?limit=1")).tags).toEqual(["1.0"]);
  }
  expect(await references("1.0")).toEqual({ tags: [], has_more: false });
});

test.each([
  "/1.0/accessories?limit=101",
  "/1.0/accessories?limit=0",
  "/1.0/accessories?offset=-1",
  "/1.0/references?limit=11",
])("%s is refused", async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, code: "4001025" });
});

test("both need a sign-in, the right to see the image, and an existing tag", async () => {
  for (const list of ["accessories", "references"]) {
    expect((await registry.app.request(`${IMAGE}/1.0/${list}`)).status).toBe(401);
    expect(await get(`/1.0/${list}`, registry.member)).toMatchObject({ status: 404, code: "4040113" });
    expect(await get(`/gone/${list}`)).toMatchObject({ status: 404, code: "4040048" });
    for (const text of HOSTILE_STRINGS) {
      expect((await get(`/${encodeURIComponent(text)}/${list}`)).status).toBe(404);
    }
    const missing = await registry.app.request(`/v2/manage/namespaces/team/repos/gone/1.0/${list}`, {
      headers: await registry.token(),
    });
    expect(missing.status).toBe(404);
  }
});
