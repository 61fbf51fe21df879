/** Manifests as large, and as full, as they may be. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { digestOf } from "../support/registry.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.service.dispose());

const REPO = "namespaces/attackers/repos/big";

/** A megabyte is far above what is kept in answers' way; forty of them are far above their budget. */
const filler = (seed: number) => ({ seed, filler: "x".repeat(1024 * 1024) });

/** Bytes of the answer. */
async function sizeOf(path: string): Promise<number> {
  const answer = await scene.attacker.send("GET", path, { status: 200 });
  return (await answer.arrayBuffer()).byteLength;
}

test("under many tags make no list long", async () => {
  const { attacker, besides } = scene;
  await attacker.push("big", "tag-0", filler(0));
  for (let at = 1; at < 40; at++) {
    const body = JSON.stringify({ source_tag: "tag-0", destination_tag: `tag-${at}` });
    const headers = { "content-type": "application/json" };
    await attacker.send("POST", `/v2/manage/${REPO}/tags`, { body, headers, status: 201 });
  }
  await besides(async () => {
    for (let round = 0; round < 5; round++) {
      expect(await sizeOf(`/v2/manage/${REPO}/tags?limit=1000`)).toBeLessThan(100_000);
      expect(await sizeOf(`/v3/manage/${REPO}/tags?limit=1000&with_manifest=true`)).toBeLessThan(100_000);
    }
  });
  expect(await sizeOf(`/v2/manage/${REPO}/tags?limit=1`)).toBeGreaterThan(1024 * 1024);
});

test("about another make no list long, and all of them are on its pages", async () => {
  const { attacker, besides } = scene;
  const subject = { mediaType: MEDIA_TYPE.ociManifest, ...(await attacker.push("big", "subject")) };
  const annotations = { long: "x".repeat(250 * 1024) };
  for (let seed = 0; seed < 30; seed++)
    await attacker.push("big", "", { ...filler(seed), subject, annotations });
  await besides(async () => {
    for (let round = 0; round < 5; round++) {
      expect(await sizeOf(`/v2/manage/${REPO}/subject/accessories?limit=100`)).toBeLessThan(100_000);
      let listed = 0;
      let path: string | undefined = `/v2/attackers/big/referrers/${subject.digest}`;
      while (path) {
        const answer = await attacker.send("GET", path, { status: 200 });
        const text = await answer.text();
        expect(text.length).toBeLessThan(4 * 1024 * 1024);
        listed += JSON.parse(text).manifests.length;
        path = /^<(.+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];
      }
      expect(listed).toBe(30);
    }
  });
});

test("with as many layers as they may name hold nobody up; with more they are refused", async () => {
  const { attacker, besides } = scene;
  const layers = (count: number, seed: number) =>
    Array.from({ length: count }, (_, at) => ({
      mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar",
      digest: digestOf(`${seed} ${at}`),
      size: 10 * 1024 ** 3,
      urls: ["https://example.com/"],
    }));
  await besides(async () => {
    await expect(attacker.push("many", "v1", { layers: layers(15_000, 0) })).rejects.toThrow("at most 2000");
    for (let seed = 0; seed < 10; seed++)
      await attacker.push("many", `v${seed}`, { layers: layers(2000, seed) });
  });
});
