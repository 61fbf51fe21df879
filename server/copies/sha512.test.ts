/** The other digest algorithm, to a region that knows it and to some that do not. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { digestOf, outcome, putManifest } from "../../tests/support/registry.ts";
import { LAYER, prepareBySha512, sha512 } from "../../tests/support/sha512.ts";
import { startTwoRegistries, type TwoRegistries } from "../../tests/support/two-registries.ts";
import type { OutboundAnswer, OutboundRequest } from "../ports/outbound.ts";

let two: TwoRegistries;
beforeEach(async () => {
  two = await startTwoRegistries();
  await two.source.createImage(two.source.organizations.team, "app");
});
afterEach(() => two.close());

async function send(tag: string) {
  const body = JSON.stringify({
    remoteRegionId: "dr",
    remoteNamespace: "team",
    imageTag: [tag],
    override: true,
  });
  await two.source.call("POST", "/api/swr/v2/manage/namespaces/team/repos/app/sync_images", { body });
  await two.runJobs();
  return (await two.records())[0];
}

/** What the region answers, as its digest and status. */
async function there(reference: string, by: (text: string) => string): Promise<string> {
  const answer = await two.target.call("GET", `/v2/team/app/manifests/${reference}`);
  return `${answer.status} ${by(await answer.text())}`;
}

const descriptor = ({ content, digest }: { content: string; digest: string }) => ({
  mediaType: MEDIA_TYPE.ociManifest,
  digest,
  size: content.length,
});

/** An index `multi` of a platform, with a signature about that and an SBOM about the index; all but the index by sha512. */
async function pushIndex() {
  const { source } = two;
  const child = await prepareBySha512(source);
  await putManifest(source, "team/app", child.digest, child.content);
  const platform = { os: "linux", architecture: "arm64" };
  const manifests = [{ ...descriptor(child), platform }];
  const index = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests });
  await putManifest(source, "team/app", "multi", index, MEDIA_TYPE.ociIndex);
  const about = await prepareBySha512(source, { subject: descriptor(child), artifactType: "a/signature" });
  await putManifest(source, "team/app", about.digest, about.content);
  return { child, index, about };
}

test("platforms, their layers and what is about them keep their digests, and go once", async () => {
  const { child, index, about } = await pushIndex();
  const urls: string[] = [];
  const { outbound } = two.source.deps;
  two.source.deps.outbound = (request) => {
    urls.push(`${request.method} ${request.url}`);
    return outbound(request);
  };
  const record = await send("multi");
  expect(record).toMatchObject({ state: "success", sent_bytes: record?.total_bytes });
  expect(await there("multi", digestOf)).toBe(`200 ${digestOf(index)}`);
  for (const { digest } of [child, about]) expect(await there(digest, sha512)).toBe(`200 ${digest}`);
  const layer = await two.target.call("GET", `/v2/team/app/blobs/${sha512(LAYER)}`);
  expect(sha512(new Uint8Array(await layer.arrayBuffer()))).toBe(sha512(LAYER));
  const referrers = await two.target.call("GET", `/v2/team/app/referrers/${child.digest}`);
  expect(await referrers.json()).toMatchObject({ manifests: [{ digest: about.digest }] });
  // Told at the start, the region need not read it again at the end.
  const starts = urls.filter((url) => url.startsWith("POST"));
  expect(starts).not.toEqual([]);
  for (const url of starts) expect(url).toMatch(/\?digest-algorithm=sha512$/);
  expect(await send("multi")).toMatchObject({ state: "existed", sent_bytes: 0 });
});

test("a region that lists no referrers gets the list under a tag that is short enough", async () => {
  const { child, about } = await pushIndex();
  const { outbound } = two.source.deps;
  two.source.deps.outbound = async (request) => {
    const answer = await outbound(request);
    answer.headers.delete("OCI-Subject");
    return answer;
  };
  expect(await send("multi")).toMatchObject({ state: "success" });
  const tag = child.digest.replace(":", "-").slice(0, "sha512-".length + 64);
  const list = await two.target.call("GET", `/v2/team/app/manifests/${tag}`);
  expect(await list.json()).toMatchObject({ manifests: [{ digest: about.digest }] });
});

test("the list of referrers that somebody keeps under a tag here goes along", async () => {
  const { child } = await pushIndex();
  const tag = child.digest.replace(":", "-").slice(0, "sha512-".length + 64);
  const list = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [] });
  await putManifest(two.source, "team/app", tag, list, MEDIA_TYPE.ociIndex);
  expect(await send("multi")).toMatchObject({ state: "success" });
  expect(await there(tag, digestOf)).toBe(`200 ${digestOf(list)}`);
});

test("a tag that names such a digest names it there, too", async () => {
  const { source } = two;
  const { digest, content } = await prepareBySha512(source);
  await putManifest(source, "team/app", `${digest}?tag=v1&tag=v2`, content);
  expect(await send("v1")).toMatchObject({ state: "success" });
  expect(await there("v1", sha512)).toBe(`200 ${digest}`);
  const named = await two.target.call("HEAD", "/v2/team/app/manifests/v1");
  expect(named.headers.get("docker-content-digest")).toBe(digest);
  expect(await send("v1")).toMatchObject({ state: "existed", cause: null });
  const { outbound } = source.deps;
  source.deps.outbound = async (request) => {
    const answer = await outbound(request);
    answer.headers.delete("OCI-Tag");
    return answer;
  };
  expect(await send("v2")).toMatchObject({ state: "failed", cause: "no_sha512" });
});

const refusal = (status: number, code: string, message: string): OutboundAnswer => {
  const text = code && JSON.stringify({ errors: [{ code, message }] });
  return { status, headers: new Headers(), text };
};
const isHead = ({ method }: OutboundRequest) => method === "HEAD";

test.each<[string, (request: OutboundRequest) => OutboundAnswer | undefined]>([
  ["whose paths know no such digest", () => refusal(404, "", "")],
  ["that refuses it without a word", (request) => (isHead(request) ? refusal(400, "", "") : undefined)],
  [
    "that takes the upload, and refuses its digest",
    (request) => {
      if (isHead(request)) return refusal(404, "", "");
      return request.method === "PUT" ? refusal(400, "DIGEST_INVALID", "unsupported algorithm") : undefined;
    },
  ],
  [
    "that stores layers of any, and manifests of its own",
    ({ method, url }) => {
      if (!url.includes("/manifests/")) return undefined;
      return method === "HEAD" ? refusal(404, "", "") : refusal(400, "DIGEST_INVALID", "does not match");
    },
  ],
])("a region %s ends the copy with that cause", async (_, answer) => {
  await pushIndex();
  const { outbound } = two.source.deps;
  two.source.deps.outbound = async (request) =>
    (/[/=]sha512(:|%3A)/.test(request.url) && answer(request)) || outbound(request);
  expect(await send("multi")).toMatchObject({ state: "failed", cause: "no_sha512", failed_tries: 0 });
  expect(await outcome(two.target.call("GET", "/v2/team/app/manifests/multi"))).toMatch("404");
});

test("a digest that differs from what arrived is no question of the algorithm", async () => {
  const { child } = await pushIndex();
  const { outbound } = two.source.deps;
  two.source.deps.outbound = (request) => {
    const isChild = request.method === "PUT" && request.url.includes(child.digest);
    return outbound(isChild ? { ...request, body: "{}" } : request);
  };
  const record = await send("multi");
  expect(record).toMatchObject({ state: "failed", cause: "refused" });
  expect(record?.detail).toContain("linux/arm64");
});
