/**
 * A user of another account learns nothing of private images. Everything is asked of two services: one has them, the
 * other has not; whoever gets the same answers from both cannot tell them apart, whatever name or digest they know.
 */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { createMemoryContent } from "../mocks/memory-content.ts";
import { putBlob } from "../mocks/put-blob.ts";
import { createLogin } from "../server/login/create-login.ts";
import { readManifest } from "../server/manifests/manifest-content.ts";
import { putManifest } from "../server/manifests/put-manifest.ts";
import { findRepository } from "../server/manifests/repository.ts";
import { type Cast, createCast, type Scene } from "./support/cast.ts";
import { rows } from "./support/matrix-rows.ts";
import { digestOf, testBytes } from "./support/registry.ts";
import { createTestService, type TestService } from "./support/service.ts";

/** Everything a client gets to see but what is made by chance or counts the service's rows. */
async function seen(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id" && name !== "set-cookie");
  return JSON.stringify({ status: response.status, headers, text: await response.text() })
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "uuid")
    .replaceAll(/\b[0-9a-f]{32}\b/g, "id")
    .replaceAll(/\\"(id|request_id|access|secret)\\":(\d+|\\"[^"]*\\")/g, "");
}

describe("by any operation or route", () => {
  let full: Cast;
  let bare: Cast;
  let scene: Scene;
  beforeAll(async () => {
    full = await createCast();
    bare = await createCast();
    scene = await full.lay();
    await bare.lay();
    await bare.service.deps.db.deleteFrom("images").where("is_public", "=", 0).execute();
  });
  afterAll(() => Promise.all([full.service.close(), bare.service.close()]));

  const memberOf = (cast: Cast) => {
    const member = cast.members.find(({ claim }) => claim === "other account");
    if (!member) throw new Error("nobody of another account");
    return member;
  };

  /** Secrets made by chance, or their list in the order of them, are all there is in the answer. */
  const BY_CHANCE = ["CreateSecret", "CreateAuthorizationToken", "ListTemporaryLogins"];

  test.each(rows.filter(({ name }) => !BY_CHANCE.includes(name)))("$group: $name", async (row) => {
    const [there, not] = await Promise.all(
      [full, bare].map(async (cast) =>
        seen(await row.ask({ cast, scene, member: memberOf(cast), image: "vault" })),
      ),
    );
    expect(there).toBe(not);
  });
});

const secret = { layer: testBytes(500, 1), config: testBytes(50, 2) };
const own = { layer: testBytes(500, 3), config: new TextEncoder().encode("{}") };

const descriptor = (mediaType: string, bytes: Uint8Array) => ({
  mediaType,
  digest: digestOf(bytes),
  size: bytes.byteLength,
});
const manifestOf = ({ layer, config }: typeof own, fields = {}) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: descriptor(MEDIA_TYPE.ociConfig, config),
    layers: [descriptor(MEDIA_TYPE.ociLayer, layer)],
    ...fields,
  });
const secretManifest = manifestOf(secret);

/** What may be known of a private image: somebody left, or pulled it while it was shared. */
const KNOWN = {
  "the layer": descriptor(MEDIA_TYPE.ociLayer, secret.layer),
  "the config": descriptor(MEDIA_TYPE.ociConfig, secret.config),
  "the manifest": descriptor(MEDIA_TYPE.ociManifest, new TextEncoder().encode(secretManifest)),
  "nothing that is": descriptor(MEDIA_TYPE.ociLayer, testBytes(500, 9)),
};

interface Side {
  service: TestService;
  login: Record<string, string>;
  session: Record<string, string>;
}

type Ask = (side: Side) => Promise<Response>;

describe("by a digest, in any order of requests", () => {
  let sides: [Side, Side];
  beforeAll(async () => {
    sides = [await createSide(), await createSide()];
  });
  afterAll(() => Promise.all(sides.map(({ service }) => service.close())));
  beforeEach(lay);

  async function createSide(): Promise<Side> {
    const service = await createTestService();
    const stranger = await service.createAccount("other");
    await service.createOrganization("team");
    await service.createOrganization("theirs", stranger);
    const { username, password } = await createLogin(await service.context(stranger));
    return {
      service,
      login: { authorization: `Basic ${btoa(`${username}:${password}`)}` },
      session: await service.signIn(stranger),
    };
  }

  async function push({ deps, context }: TestService, name: string, bytes: typeof own, text: string) {
    for (const part of [bytes.layer, bytes.config]) {
      await putBlob(deps, name, digestOf(part), part);
    }
    const repository = await findRepository(deps, name);
    const content = readManifest(new TextEncoder().encode(text), MEDIA_TYPE.ociManifest);
    if (!repository || "problem" in content) throw new Error("the test's image is none");
    await putManifest(await context(), repository, { digest: digestOf(text), tags: ["v1"], content });
  }

  /** Both have what the stranger pushed; the first has the private image besides. */
  async function lay() {
    for (const { service } of sides) {
      service.deps.content = createMemoryContent();
      await service.deps.db.deleteFrom("images").execute();
      await push(service, "theirs/app", own, manifestOf(own));
    }
    await push(sides[0].service, "team/vault", secret, secretManifest);
  }

  const registry =
    (method: string, path: string, init: RequestInit = {}): Ask =>
    async ({ service, login }) =>
      service.app.request(`/v2/${path}`, { method, ...init, headers: { ...init.headers, ...login } });
  const console =
    (path: string): Ask =>
    async ({ service, session }) =>
      service.app.request(path, { headers: session });
  const put = (repository: string, text: string, type: string) =>
    registry("PUT", `${repository}/manifests/v2`, { body: text, headers: { "content-type": type } });

  /** Begins an upload and ends it under a digest whose bytes it does not have. */
  const claim =
    (repository: string, digest: string, body: string): Ask =>
    async (side) => {
      const begun = await registry("POST", `${repository}/blobs/uploads/`)(side);
      const location = begun.headers.get("location");
      if (location === null) return begun;
      return registry("PUT", `${location.replace("/v2/", "")}?digest=${digest}`, { body })(side);
    };

  const requests = fc
    .record({
      at: fc.constantFrom("theirs/app", "theirs/new", "team/vault", "team/ghost"),
      from: fc.constantFrom("team/vault", "team/ghost", "theirs/app"),
      known: fc.constantFrom(...Object.values(KNOWN)),
      method: fc.constantFrom("GET", "HEAD", "DELETE"),
      way: fc.nat(10),
    })
    .map(({ at, from, known, method, way }): { asked: string; ask: Ask } => {
      const { digest } = known;
      const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [known] };
      const ways: [asked: string, Ask][] = [
        [`${method} blob`, registry(method, `${at}/blobs/${digest}`)],
        [`${method} manifest`, registry(method, `${at}/manifests/${digest}`)],
        ["referrers", registry("GET", `${at}/referrers/${digest}`)],
        ["mount", registry("POST", `${at}/blobs/uploads/?mount=${digest}&from=${from}`)],
        ["upload at once", registry("POST", `${at}/blobs/uploads/?digest=${digest}`, { body: "x" })],
        ["upload of nothing", claim(at, digest, "")],
        ["upload of other bytes", claim(at, digest, "other bytes")],
        ["a manifest that names it", put(at, manifestOf(own, { layers: [known] }), MEDIA_TYPE.ociManifest)],
        ["an index that names it", put(at, JSON.stringify(index), MEDIA_TYPE.ociIndex)],
        ["a manifest about it", put(at, manifestOf(own, { subject: known }), MEDIA_TYPE.ociManifest)],
        ["search", console(`/api/search?q=${encodeURIComponent(digest)}`)],
      ];
      const [asked, ask] = ways[way] ?? ["catalog", registry("GET", "_catalog")];
      return { asked: `${asked} at ${at} from ${from} of ${digest}`, ask };
    });

  /** What the account can see of itself, at the end. */
  const LISTS = [
    registry("GET", "_catalog"),
    registry("GET", "theirs/app/tags/list"),
    console("/api/swr/v2/manage/repos?limit=100&offset=0"),
    console("/api/swr/v2/manage/overview"),
    console("/api/search?q=v"),
  ];

  test("answers are the same with the image and without it", async () => {
    const property = fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 12 }), async (list) => {
      await lay();
      for (const { asked, ask } of [...list, ...LISTS.map((ask) => ({ asked: "a list", ask }))]) {
        const [there, not] = [await seen(await ask(sides[0])), await seen(await ask(sides[1]))];
        expect([asked, there]).toEqual([asked, not]);
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test("whoever has the bytes themselves makes them their own, and that is all", async () => {
    const push = registry("POST", `theirs/app/blobs/uploads/?digest=${digestOf(secret.layer)}`, {
      body: secret.layer,
    });
    for (const side of sides) expect((await push(side)).status).toBe(201);
    for (const side of sides) {
      const elsewhere = await registry("HEAD", `theirs/new/blobs/${digestOf(secret.layer)}`)(side);
      expect(elsewhere.status).toBe(404);
    }
  });
});
