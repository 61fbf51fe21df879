import { afterEach, beforeEach, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { digestOf, prepareManifest, putManifest, testBytes } from "../../tests/support/registry.ts";
import { startSilentAddress } from "../../tests/support/silent-address.ts";
import { startTwoRegistries, type TwoRegistries } from "../../tests/support/two-registries.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { reachableAddresses } from "../node/addresses.ts";
import { createOutbound } from "../node/outbound.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";
import { SYNC_JOB } from "../sync-records/ask.ts";
import { createSyncRun } from "./run.ts";

let two: TwoRegistries;
const logged: string[] = [];
beforeEach(async () => {
  two = await startTwoRegistries();
  two.source.deps.log = {
    info: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)),
    error: (...parts: unknown[]) =>
      void logged.push(JSON.stringify(parts, Object.getOwnPropertyNames(Error()))),
  };
  await two.source.createImage(two.source.organizations.team, "app");
});
afterEach(() => two.close());

const SYNC = "/api/swr/v2/manage/namespaces/team/repos/app";
const REMOTE = { remoteRegionId: "dr", remoteNamespace: "team" };

const wire = (method: string, path: string, body?: object, at = SYNC) =>
  two.source.call(method, `${at}/${path}`, body && { body: JSON.stringify(body) });

const rule = (override = true) => wire("POST", "sync_repo", { ...REMOTE, syncAuto: true, override });
const send = (...imageTag: string[]) => wire("POST", "sync_images", { ...REMOTE, imageTag, override: true });

async function push(tag: string, seeds: number[], name = "team/app") {
  const manifest = await prepareManifest(two.source, name, seeds);
  await putManifest(two.source, name, tag, manifest.content);
  return manifest;
}

async function there(reference: string, name = "team/app"): Promise<string | undefined> {
  const answer = await two.target.call("GET", `/v2/${name}/manifests/${reference}`);
  return answer.status === 200 ? digestOf(await answer.text()) : undefined;
}

/** State and cause of the newest record. */
async function newest(): Promise<string> {
  const [record] = await two.records();
  return `${record?.state} ${record?.cause}`;
}

async function later(ms: number): Promise<void> {
  two.source.advance(ms);
  await two.runJobs();
}

test("a push is copied byte by byte; the same again sends nothing", async () => {
  expect((await rule()).status).toBe(200);
  const { digest, layers } = await push("v1", [1, 2]);
  await two.runJobs();
  const [record] = await two.records();
  expect(record).toMatchObject({
    tag: "v1",
    digest,
    kind: "auto",
    state: "success",
    cause: null,
    attempt: 1,
  });
  expect(record?.sent_bytes).toBe(record?.total_bytes);
  expect(await there("v1")).toBe(digest);
  const [layer] = layers;
  const blob = await two.target.call("GET", `/v2/team/app/blobs/${layer?.digest}`);
  expect(Buffer.from(await blob.arrayBuffer()).equals(testBytes(101, 1))).toBe(true);

  await send("v1", "none");
  await two.runJobs();
  const [again] = await two.records();
  expect(again).toMatchObject({ kind: "manual", state: "existed", cause: null, sent_bytes: 0 });
  expect(again?.skipped_bytes).toBe(record?.total_bytes);
  await push("v1", [1, 2]);
  await two.runJobs();
  expect(await two.records()).toHaveLength(2);
});

test("all platforms, attestations and signatures come along, and what is about them later, too", async () => {
  const children = [];
  for (const [seed, platform] of [
    [1, { os: "linux", architecture: "amd64" }],
    [2, { os: "linux", architecture: "arm64" }],
    [3, { os: "unknown", architecture: "unknown" }],
  ] as const) {
    const child = await prepareManifest(two.source, "team/app", [seed]);
    await putManifest(two.source, "team/app", child.digest, child.content);
    const descriptor = {
      mediaType: MEDIA_TYPE.ociManifest,
      digest: child.digest,
      size: child.content.length,
    };
    children.push({ ...descriptor, platform });
  }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: children });
  await putManifest(two.source, "team/app", "multi", index, MEDIA_TYPE.ociIndex);
  const [amd64] = children;
  const cosign = await push(`${amd64?.digest.replace(":", "-")}.sig`, [4]);
  const subject = { mediaType: MEDIA_TYPE.ociIndex, digest: digestOf(index), size: index.length };
  const sbom = await prepareManifest(two.source, "team/app", [5], { subject });
  await putManifest(two.source, "team/app", sbom.digest, sbom.content);
  await send("multi");
  await two.runJobs();
  expect((await two.records())[0]).toMatchObject({ state: "success" });
  expect(await there("multi")).toBe(digestOf(index));
  for (const { digest } of children) expect(await there(digest)).toBe(digest);
  expect(await there(`${amd64?.digest.replace(":", "-")}.sig`)).toBe(cosign.digest);
  const referrers = await two.target.call("GET", `/v2/team/app/referrers/${digestOf(index)}`);
  expect(await referrers.text()).toContain(sbom.digest);

  await rule();
  const late = await prepareManifest(two.source, "team/app", [6], { subject });
  await putManifest(two.source, "team/app", late.digest, late.content);
  await two.runJobs();
  expect([await newest(), await there(late.digest)]).toEqual(["success null", late.digest]);
});

test("an index without manifests, and Docker's own kinds, arrive as they are", async () => {
  const empty = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [] });
  await putManifest(two.source, "team/app", "empty", empty, MEDIA_TYPE.ociIndex);
  const docker = await prepareManifest(two.source, "team/app", [1], { mediaType: MEDIA_TYPE.dockerManifest });
  await putManifest(two.source, "team/app", "docker", docker.content, MEDIA_TYPE.dockerManifest);
  await send("empty", "docker");
  await two.runJobs();
  expect((await two.records()).map(({ state }) => state)).toEqual(["success", "success"]);
  expect([await there("empty"), await there("docker")]).toEqual([digestOf(empty), docker.digest]);
});

test("another image under the tag is kept unless it may be overwritten", async () => {
  const theirs = await prepareManifest(two.target, "team/app", [9]);
  await putManifest(two.target, "team/app", "v1", theirs.content);
  await rule(false);
  const { digest } = await push("v1", [1]);
  await two.runJobs();
  expect([await newest(), await there("v1")]).toEqual(["existed tag_taken", theirs.digest]);
  await send("v1");
  await two.runJobs();
  expect([await newest(), await there("v1")]).toEqual(["success null", digest]);
});

test("an immutable tag in the region is fine with the same content, else a failure that says so", async () => {
  const { digest } = await push("v1", [1]);
  await send("v1");
  await two.runJobs();
  const { outbound } = two.source.deps;
  let puts = 0;
  two.source.deps.outbound = async (request) => {
    if (request.method !== "PUT" || !request.url.endsWith("/manifests/v1")) return outbound(request);
    puts += 1;
    const error = { code: "PRECONDITION", message: "configured as immutable" };
    return { status: 412, headers: new Headers(), text: JSON.stringify({ errors: [error] }) };
  };
  await send("v1");
  await two.runJobs();
  expect([await newest(), puts]).toEqual(["existed null", 0]);
  await push("v1", [2]);
  await send("v1");
  await two.runJobs();
  expect([await newest(), puts, await there("v1")]).toEqual(["failed immutable", 1, digest]);
  expect((await two.records())[0]?.detail).toContain("configured as immutable");
});

test("blobs that another copied image has in the region are mounted", async () => {
  await push("v1", [1]);
  await send("v1");
  await two.runJobs();
  await push("v1", [1], "team/other");
  await wire("POST", "sync_images", { ...REMOTE, imageTag: ["v1"] }, SYNC.replace("app", "other"));
  await two.runJobs();
  const [record] = await two.records();
  expect(record).toMatchObject({ state: "success", sent_bytes: 0 });
  expect(record?.skipped_bytes).toBe(record?.total_bytes);
  expect(await there("v1", "team/other")).toBeDefined();
});

test("a full or missing organization and a refused key end a copy at once", async () => {
  await two.target.deps.db.updateTable("organizations").set({ quota_bytes: 10 }).execute();
  await push("v1", [1]);
  await send("v1");
  await two.runJobs();
  expect(await newest()).toBe("failed quota");
  const { name, ...nowhere } = { name: "", ...REMOTE, remoteNamespace: "nowhere" };
  await wire("POST", "sync_images", { ...nowhere, imageTag: ["v1"] });
  await two.runJobs();
  expect(await newest()).toBe("failed no_organization");
  await two.target.deps.db.updateTable("access_keys").set({ is_active: 0 }).execute();
  await send("v1");
  await two.runJobs();
  expect(await newest()).toBe("failed unauthorized");
  const password = await hmacSha256Hex(two.key.secret, two.key.id);
  const rows = JSON.stringify(await two.source.deps.db.selectFrom("sync_records").selectAll().execute());
  const shown = await two.console("GET", "sync-records");
  for (const text of [rows, shown.text, ...logged]) {
    for (const secret of [two.key.secret, two.key.id, password]) expect(text).not.toContain(secret);
  }
});

test("a region that does not answer is tried again, then given up, and a retry is the record's next attempt", async () => {
  const { digest } = await push("v1", [1]);
  two.source.deps.config.regions = [
    {
      id: "down",
      name: "down",
      registry: "http://127.0.0.1:1",
      api: undefined,
      project: "local-1",
      accessKey: two.key.id,
      secretKey: two.key.secret,
      ca: undefined,
      isOperators: true,
    },
  ];
  await wire("POST", "sync_images", { ...REMOTE, remoteRegionId: "down", imageTag: ["v1"] });
  let waited = 0;
  const nowhere = createSyncRun(async (ms) => {
    waited += ms;
  });
  const runner = createJobRunner(two.source.deps, [nowhere]);
  await runner.tick();
  await runner.idle();
  // What it waits for is told, and not waited for in the middle of a try.
  expect(waited).toBeLessThan(1_000);
  const inFiveSeconds = new Date(two.source.deps.clock().getTime() + 5_000).toISOString();
  expect((await two.records())[0]).toMatchObject({
    state: "waiting",
    cause: "unreachable",
    failed_tries: 1,
    next_try_at: inFiveSeconds,
  });
  for (let at = 0; at < 12; at++) await later(60 * 60_000);
  expect(await newest()).toBe("failed unreachable");
  const [down] = two.source.deps.config.regions;
  if (down) two.source.deps.config.regions = [{ ...down, registry: two.proxy.origin }];
  const [record] = await two.records();
  await two.console("POST", `sync-records/${record?.id}/retry`);
  await two.runJobs();
  expect((await two.records())[0]).toMatchObject({ id: record?.id, state: "success", attempt: 2 });
  expect(await there("v1")).toBe(digest);
});

test("a region that takes more one time and less the next, and never all, is given up after three days", async () => {
  await push("v1", [1]);
  await send("v1");
  const { outbound } = two.source.deps;
  let takes = 0;
  two.source.deps.outbound = async (request) => {
    if (request.method !== "PATCH") return outbound(request);
    request.onSent?.(takes);
    return { status: 503, headers: new Headers(), text: "" };
  };
  const hours = 60 * 60_000;
  for (let tries = 0; tries < 23; tries++) {
    takes = tries % 2 === 0 ? 10 : 2;
    await later(3 * hours);
  }
  expect(await newest()).toBe("waiting server");
  for (let tries = 0; tries < 2; tries++) await later(3 * hours);
  expect(await newest()).toBe("failed server");
});

test("a region that swallows connections says so soon, and is tried again later", async () => {
  const silent = await startSilentAddress();
  await push("v1", [1]);
  await two.source.deps.db
    .updateTable("regions")
    .set({ registry: `http://127.0.0.1:${silent.port}` })
    .execute();
  two.source.deps.outbound = createOutbound(reachableAddresses(["127.0.0.0/8"]), 100);
  await send("v1");
  await two.runJobs();
  const waiting = { state: "waiting", cause: "connect_timeout", failed_tries: 1 };
  expect((await two.records())[0]).toMatchObject(waiting);
  await silent.close();
});

test("rule and region go at any time, with what they had still to copy", async () => {
  await rule();
  for (let at = 0; at < 20; at++) await push(`v${at}`, [at]);
  two.proxy.holds = true;
  await two.source.deps.db.updateTable("regions").set({ registry: "http://127.0.0.1:1" }).execute();
  await two.runJobs();
  expect((await two.records("?state=waiting")).length).toBe(20);
  expect((await wire("DELETE", "sync_repo", REMOTE)).status).toBe(200);
  expect((await two.console("DELETE", "regions/dr")).status).toBe(204);
  expect((await two.records("?state=cancel")).length).toBe(20);
  await later(60 * 60_000);
  expect((await two.records("?state=cancel")).length).toBe(20);
  const jobs = two.source.deps.db.selectFrom("jobs").select("id").where("kind", "=", SYNC_JOB);
  expect(await jobs.execute()).toEqual([]);
});

test("pushes while the region is away wait as one copy, of what the tag names at last", async () => {
  await rule();
  for (const seed of [1, 2, 3]) await push("main", [seed]);
  const { digest } = await push("main", [4]);
  await two.runJobs();
  expect(await two.records()).toMatchObject([{ digest, state: "success" }]);
  expect(await there("main")).toBe(digest);
});

test("a copy waits as long as the region asks, and a refused child manifest is named with the reason", async () => {
  const { outbound } = two.source.deps;
  let asked = 0;
  two.source.deps.outbound = async (request) => {
    asked += 1;
    if (asked % 3 !== 0 || !request.url.includes("/v2/team/")) return outbound(request);
    return { status: 429, headers: new Headers({ "Retry-After": "2" }), text: "" };
  };
  await push("v1", [1, 2, 3]);
  await send("v1");
  await two.runJobs();
  // Requests that keep step with it are told so again and again: a later try does not.
  for (let at = 0; at < 3; at++) await later(60_000);
  expect((await two.records())[0]).toMatchObject({ state: "success" });

  const child = await prepareManifest(two.source, "team/app", [7]);
  await putManifest(two.source, "team/app", child.digest, child.content);
  const platform = { os: "linux", architecture: "arm64" };
  const listed = {
    mediaType: MEDIA_TYPE.ociManifest,
    digest: child.digest,
    size: child.content.length,
    platform,
  };
  const index = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [listed] });
  await putManifest(two.source, "team/app", "multi", index, MEDIA_TYPE.ociIndex);
  two.source.deps.outbound = async (request) => {
    if (request.method !== "PUT" || !request.url.includes("/manifests/")) return outbound(request);
    const error = { code: "MANIFEST_INVALID", message: "no <b>\u202esuch\n kind" };
    return { status: 400, headers: new Headers(), text: JSON.stringify({ errors: [error] }) };
  };
  await send("multi");
  await two.runJobs();
  const [record] = await two.records();
  expect(record).toMatchObject({ state: "failed", cause: "refused" });
  expect(record?.detail).toBe(`${child.digest} (linux/arm64): 400: no <b> such kind`);
});

test("a deleted tag is not copied, and a deleted image takes its copies along", async () => {
  await push("v1", [1]);
  await send("v1");
  await two.source.call("DELETE", "/v2/team/app/manifests/v1");
  await two.runJobs();
  expect(await newest()).toBe("failed no_tag");
  const [gone] = await two.records();
  expect(gone).toMatchObject({ tag_exists: false });
  const retry = () => two.console("POST", `sync-records/${gone?.id}/retry`);
  const refused = await retry();
  expect(refused.status).toBe(404);
  expect(refused.text).toContain("SVCSTG.SWR.4040048");
  expect(await newest()).toBe("failed no_tag");
  await push("v1", [1]);
  expect((await two.records())[0]).toMatchObject({ id: gone?.id, tag_exists: true });
  expect((await retry()).status).toBe(204);
  await two.runJobs();
  expect((await two.records())[0]).toMatchObject({ state: "success" });
  await push("v2", [1]);
  await send("v2");
  await two.source.call("DELETE", SYNC);
  await two.runJobs();
  expect(await two.records()).toEqual([]);
  expect(await there("v2")).toBeUndefined();
});

test("for a registry without a list of referrers, a tag lists them", async () => {
  const { outbound } = two.source.deps;
  two.source.deps.outbound = async (request) => {
    const answer = await outbound(request);
    answer.headers.delete("OCI-Subject");
    return answer;
  };
  const { digest, content } = await push("v1", [1]);
  const subject = { mediaType: MEDIA_TYPE.ociManifest, digest, size: content.length };
  const artifactType = "application/vnd.example.sbom";
  for (const seed of [2, 3]) {
    const sbom = await prepareManifest(two.source, "team/app", [seed], { subject, artifactType });
    await putManifest(two.source, "team/app", sbom.digest, sbom.content);
  }
  await send("v1");
  await two.runJobs();
  expect((await two.records())[0]).toMatchObject({ state: "success" });
  const answer = await two.target.call("GET", `/v2/team/app/manifests/${digest.replace(":", "-")}`);
  const { manifests } = (await answer.json()) as { manifests: { digest: string; artifactType: string }[] };
  expect(manifests).toMatchObject([{ artifactType }, { artifactType }]);
  for (const listed of manifests) expect(await there(listed.digest)).toBe(listed.digest);
});
