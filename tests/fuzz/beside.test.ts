/**
 * What somebody else is answered while one user sends malformed and oversized requests of every kind, and what stays of them
 * in the service's memory. `FUZZ_MINUTES` for longer than the tests need.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { Operation } from "../../core/operations/define.ts";
import { operations } from "../../core/operations.ts";
import { type Scene, startScene } from "../attacks/scene.ts";
import { digestOf } from "../support/registry.ts";
import * as manage from "./manage-shots.ts";
import * as registry from "./registry-shots.ts";
import { type Shot, shoot } from "./service.ts";
import { type Form, fault } from "./verdict.ts";

const MINUTES = Number(process.env.FUZZ_MINUTES ?? 0);
/** Of one round: each route and operation twice, and each oversized request once. */
const SHOTS_EACH = 2;
const ROUNDS = 2;
const AT_ONCE = 3;
/** Bytes a round may add to what the ones before it left behind. */
const GROWTH_MAX = 128 * 1024 * 1024;

const NAME = "attackers/app";
const REAL = { namespace: "attackers", repository: "app", tag: "v1" };

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.service.dispose());

interface Aimed {
  form: Form;
  shot: Shot;
}

/** Within what is taken, and just beyond it. */
function oversized(digest: string): Aimed[] {
  const digestAt = (at: number) => `sha256:${at.toString(16).padStart(64, "0")}`;
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf("{}"), size: 2 };
  const manifest = (fields: object) => JSON.stringify({ schemaVersion: 2, config, layers: [], ...fields });
  const foreign = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar",
      digest: digestAt(at),
      size: 10 * 1024 ** 3,
      urls: ["http://a.test/"],
    }));
  const put = (body: string): Aimed => ({
    form: "registry",
    shot: {
      method: "PUT",
      path: `/v2/${NAME}/manifests/large`,
      headers: { "content-type": MEDIA_TYPE.ociManifest },
      body,
    },
  });
  const get = (form: Form, path: string): Aimed => ({ form, shot: { method: "GET", path, headers: {} } });
  const scopes = Array.from({ length: 60 }, (_, at) => `scope=repository:attackers/i${at}:pull,push`);
  return [
    put(manifest({ layers: foreign(2000) })),
    put(manifest({ layers: foreign(9000) })),
    put(manifest({ annotations: { long: "x".repeat(3_900_000) } })),
    put(manifest({ subject: { ...config, digest }, annotations: { long: "x".repeat(250_000) } })),
    put(manifest({}).replace("2", `${"[".repeat(500_000)}${"]".repeat(500_000)}`)),
    get("registry", `/v2/${NAME}/tags/list?n=1000`),
    get("registry", `/v2/${NAME}/referrers/${digest}`),
    get("registry", `/v2/token?${scopes.slice(0, 50).join("&")}`),
    get("registry", `/v2/token?${scopes.join("&")}`),
    get("manage", `/v2/manage/namespaces/attackers/repos/app/tags?limit=1000`),
    get("manage", `/v2/manage/repos?filter=name::${"a".repeat(5000)}`),
    {
      form: "manage",
      shot: {
        method: "PATCH",
        path: "/v2/manage/namespaces/attackers/repos/app",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ description: "|".repeat(1_000_000), is_public: false }),
      },
    },
  ];
}

async function aimAtAll(): Promise<Aimed[]> {
  const { attacker } = scene;
  const { digest } = await attacker.push("app", "v1");
  const there = await attacker.send("GET", `/v2/${NAME}/manifests/v1`, { status: 200 });
  const started = await attacker.send("POST", `/v2/${NAME}/blobs/uploads/`, { status: 202 });
  const upload = started.headers.get("docker-upload-uuid") ?? "";
  const aims = { manifest: { digest, content: await there.text() }, upload };
  const ofRegistry = registry.ROUTES.flatMap((route) =>
    fc
      .sample(registry.shotsAt(route, NAME, aims), SHOTS_EACH)
      .map(({ query, body, headers, ...values }): Aimed => {
        const path = registry.fillPath(route, values) + query;
        return { form: "registry", shot: { method: route.method, path, headers, body } };
      }),
  );
  const ofManage = Object.values<Operation>(operations).flatMap((operation) =>
    fc.sample(manage.shotsAt(operation, REAL), SHOTS_EACH).map(({ path, query, body, headers }): Aimed => {
      const { method } = operation;
      const shot = { method, path: path.path + query, headers, body: method === "GET" ? undefined : body };
      return { form: "manage", shot };
    }),
  );
  return [...ofRegistry, ...ofManage, ...oversized(digest)];
}

async function fire({ form, shot }: Aimed): Promise<void> {
  const { origin } = scene.service;
  const hit = await shoot(origin, { ...shot, headers: { ...shot.headers, ...scene.attacker.proof } });
  const problem = fault(form, shot.method, hit);
  if (problem) throw new Error(`${shot.method} ${shot.path}: ${hit.status} ${hit.body}\n${problem}`);
}

async function round(): Promise<void> {
  const waiting = (await aimAtAll()).values();
  const lane = async () => {
    for (const aimed of waiting) await fire(aimed);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

test("others are answered as if nobody sent any of it, and nothing of it stays in memory", {
  timeout: (MINUTES + 3) * 60_000,
}, async () => {
  const held: number[] = [];
  const end = performance.now() + MINUTES * 60_000;
  await scene.besides(async () => {
    while (held.length < ROUNDS || performance.now() < end) {
      await round();
      held.push(await scene.service.memory());
    }
  });
  const [first = 0, last = 0] = [Math.max(...held.slice(0, Math.ceil(held.length / 2))), held.at(-1)];
  console.info(
    "memory after a round, in MB:",
    held.length,
    Math.round(first / 2 ** 20),
    Math.round(last / 2 ** 20),
  );
  expect(last - first).toBeLessThan(GROWTH_MAX);
});
