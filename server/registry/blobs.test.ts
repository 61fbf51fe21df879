import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  digestOf,
  outcome,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";

const bytes = testBytes(1_500_000);
const digest = digestOf(bytes);
let registry: TestRegistry;

beforeAll(async () => {
  registry = await startTestRegistry();
  await pushBlob(registry, "team/app", bytes);
});
afterAll(() => registry.close());

const blob = (name: string, headers = {}, method = "GET") =>
  registry.call(method, `/v2/${name}/blobs/${digest}`, { headers });

describe("a blob", () => {
  test("comes whole, with what a client checks and caches it by", async () => {
    const response = await blob("team/app");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=31536000, immutable",
      "content-length": "1500000",
      "content-type": "application/octet-stream",
      "docker-content-digest": digest,
      etag: `"${digest}"`,
      "x-content-type-options": "nosniff",
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const head = await blob("team/app", {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "1500000"]);
    expect((await blob("team/app", { "if-none-match": `W/"x", "${digest}"` })).status).toBe(304);
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=1000-70000", 1000, 70000],
    ["bytes=1499999-", 1499999, 1499999],
    ["bytes=-10", 1499990, 1499999],
    ["bytes=1000000-9999999", 1000000, 1499999],
  ])("comes in part: %s", async (range, start, end) => {
    const response = await blob("team/app", { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/1500000`);
    expect(response.headers.get("content-length")).toBe(String(end - start + 1));
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.slice(start, end + 1))).toBe(true);
  });

  test("has nothing outside its bytes", async () => {
    const response = await blob("team/app", { range: "bytes=1500000-" });
    expect(response.headers.get("content-range")).toBe("bytes */1500000");
    expect(await outcome(response)).toBe("416 RANGE_INVALID");
    expect((await blob("team/app", { range: "bytes=0-1,x" })).status).toBe(200);
  });

  test("is seen only where it was pushed", async () => {
    expect(await outcome(blob("team/other"))).toBe("404 BLOB_UNKNOWN");
    expect(await outcome(blob("team/app/nested"))).toBe("404 BLOB_UNKNOWN");
    expect(await outcome(blob("team/app", registry.logins.member.headers))).toBe("403 DENIED");
    expect(await outcome(blob("team/app", registry.logins.stranger.headers))).toBe("403 DENIED");
    expect(await outcome(blob("foreign/app", registry.logins.stranger.headers))).toBe("404 BLOB_UNKNOWN");
  });

  test("is read in several parts at once", async () => {
    const bytes = testBytes(5000, 31);
    const { digest } = await pushBlob(registry, "team/app", bytes);
    const headers = { range: "bytes=0-9,100-1099,-5" };
    const answer = await registry.call("GET", `/v2/team/app/blobs/${digest}`, { headers });
    const type = answer.headers.get("content-type") ?? "";
    const [, boundary] = /^multipart\/byteranges; boundary=(\S+)$/.exec(type) ?? [];
    const body = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    expect([answer.status, Number(answer.headers.get("content-length"))]).toEqual([206, body.length]);
    const parts = body.split(`\r\n--${boundary}`).slice(1);
    expect(parts.pop()).toBe("--\r\n");
    const expected = [
      [0, 9],
      [100, 1099],
      [4995, 4999],
    ].map(([start = 0, end = 0]) => {
      const head = `\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes ${start}-${end}/5000\r\n\r\n`;
      return head + Buffer.from(bytes.slice(start, end + 1)).toString("latin1");
    });
    expect(parts).toEqual(expected);
  });

  test("is deleted where no manifest names it, and stays another repository's", async () => {
    const { digest: own } = await pushBlob(registry, "team/app", testBytes(50, 7));
    await registry.call("POST", `/v2/ops/copy/blobs/uploads/?mount=${own}&from=team/app`);
    const remove = (digest: string) => outcome(registry.call("DELETE", `/v2/team/app/blobs/${digest}`));
    expect(await remove(own)).toBe("202");
    expect(await outcome(registry.call("GET", `/v2/team/app/blobs/${own}`))).toBe("404 BLOB_UNKNOWN");
    expect((await registry.call("GET", `/v2/ops/copy/blobs/${own}`)).status).toBe(200);
    expect(await remove(own)).toBe("404 BLOB_UNKNOWN");
    expect(await remove("sha256:x")).toBe("400 DIGEST_INVALID");

    const { content, layers } = await prepareManifest(registry, "team/app", [8]);
    await putManifest(registry, "team/app", "v1", content);
    expect(await remove(layers[0]?.digest ?? "")).toBe("403 DENIED");
  });

  test("pushed again is kept, and shown in the second repository too", async () => {
    await pushBlob(registry, "ops/copy", bytes);
    expect((await blob("ops/copy", {}, "HEAD")).status).toBe(200);
  });
});

describe("names", () => {
  test.each([
    ["/v2/app/tags/list", "404 NAME_UNKNOWN"],
    ["/v2/Team/app/tags/list", "400 NAME_INVALID"],
    ["/v2/team/app_/tags/list", "400 NAME_INVALID"],
    ["/v2/team/a//b/tags/list", "400 NAME_INVALID"],
    ["/v2/team/_uploads/tags/list", "400 NAME_INVALID"],
    ["/v2/team/%2e%2e%2fops/tags/list", "400 NAME_INVALID"],
    ["/v2/team/a%00b/tags/list", "400 NAME_INVALID"],
    ["/v2/team/a%5cb/tags/list", "400 NAME_INVALID"],
    ["/v2/library/app/tags/list", "400 NAME_INVALID"],
    [`/v2/team/${"a".repeat(129)}/tags/list`, "400 NAME_INVALID"],
    ["/v2/team/app/blobs/sha256:..", "400 DIGEST_INVALID"],
    ["/v2/team/app/blobs/sha256:%2e%2e%2f", "400 DIGEST_INVALID"],
    ["/v2/nobody/app/tags/list", "404 NAME_UNKNOWN"],
    ["/v2/team/app/nonsense", "404 NAME_UNKNOWN"],
  ])("%s: %s", async (path, expected) => {
    expect(await outcome(registry.call("GET", path))).toBe(expected);
  });

  test("an unknown organization is to be created first; a name says which rule it breaks", async () => {
    const unknown = await (await registry.call("POST", "/v2/nobody/app/blobs/uploads/")).json();
    expect(unknown.errors[0].message).toContain("create it");
    const invalid = await (await registry.call("GET", "/v2/Team/app/tags/list")).json();
    expect(invalid.errors[0].message).toBe(
      "invalid organization name: it may have lower-case letters, digits and . _ -, and nothing else",
    );
  });
});
