/** The other algorithm, on every path that digests take. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  outcome,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { LAYER, prepareBySha512, sha512, sha512Hex } from "../../tests/support/sha512.ts";
import { collectGarbage } from "../content/collect-garbage.ts";
import { findDamage } from "../content/find-damage.ts";
import { followTables } from "../content/link-files.ts";
import { readFolder } from "../content/read-folder.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

const get = (digest: string, name = "team/app") => registry.call("GET", `/v2/${name}/blobs/${digest}`);
const start = async (query = "") => {
  const answer = await registry.call("POST", `/v2/team/app/blobs/uploads/${query}`);
  return answer.headers.get("location") ?? "";
};
const layer = LAYER;
const prepare = (fields = {}) => prepareBySha512(registry, fields);

describe("a blob", () => {
  test.each([
    ["with the algorithm told at the start", "?digest-algorithm=sha512", 0],
    ["told at the end only, which reads it again", "", 1],
  ])("comes in chunks, %s", async (_, query, rereads) => {
    const reread = vi.spyOn(registry.deps.content, "reread");
    const location = await start(query);
    await registry.call("PATCH", location, { body: layer.slice(0, 100_000) });
    await registry.call("PATCH", location, { body: layer.slice(100_000, 200_000) });
    const last = { body: layer.slice(200_000) };
    expect((await registry.call("PUT", `${location}?digest=${sha512(layer)}`, last)).status).toBe(201);
    expect(reread).toHaveBeenCalledTimes(rereads);
    const stored = await get(sha512(layer));
    expect(sha512(new Uint8Array(await stored.arrayBuffer()))).toBe(sha512(layer));
    expect(await outcome(get(digestOf(layer)))).toBe("404 BLOB_UNKNOWN");
  });

  test("comes in one request after the start, hashed as it comes", async () => {
    const reread = vi.spyOn(registry.deps.content, "reread");
    const put = `${await start()}?digest=${sha512(layer)}`;
    expect((await registry.call("PUT", put, { body: layer })).status).toBe(201);
    expect(reread).not.toHaveBeenCalled();
  });

  test.each(["", "?digest-algorithm=sha512"])("may be empty, begun by %s", async (query) => {
    const put = `${await start(query)}?digest=${sha512("")}`;
    expect((await registry.call("PUT", put)).status).toBe(201);
    expect(await (await get(sha512(""))).text()).toBe("");
  });

  test("that was begun under one algorithm may end under the other", async () => {
    const location = await start("?digest-algorithm=sha512");
    await registry.call("PATCH", location, { body: layer });
    expect((await registry.call("PUT", `${location}?digest=${digestOf(layer)}`)).status).toBe(201);
  });

  test("is refused under another content's digest, or an algorithm or form nobody knows", async () => {
    const other = `${await start()}?digest=${sha512("other")}`;
    expect(await outcome(registry.call("PUT", other, { body: layer }))).toBe("400 DIGEST_INVALID");
    for (const digest of [
      `sha512:${"0".repeat(64)}`,
      `sha256:${"0".repeat(128)}`,
      `sha384:${"0".repeat(96)}`,
    ]) {
      expect(await outcome(registry.call("POST", `/v2/team/app/blobs/uploads/?digest=${digest}`))).toBe(
        "400 DIGEST_INVALID",
      );
    }
    for (const algorithm of ["sha384", "md5", ""]) {
      const path = `/v2/team/app/blobs/uploads/?digest-algorithm=${algorithm}`;
      expect(await outcome(registry.call("POST", path))).toBe("400 DIGEST_INVALID");
    }
  });

  test("is mounted from another image", async () => {
    await prepare();
    const digest = sha512(layer);
    const mount = `/v2/ops/app/blobs/uploads/?mount=${digest}&from=team/app`;
    expect((await registry.call("POST", mount)).status).toBe(201);
    expect((await get(digest, "ops/app")).status).toBe(200);
  });
});

describe("a manifest", () => {
  test("is pushed by its digest and is found by it", async () => {
    const { content, digest } = await prepare();
    expect(await outcome(putManifest(registry, "team/app", sha512("x"), content))).toBe("400 DIGEST_INVALID");
    const pushed = await putManifest(registry, "team/app", digest, content);
    expect([pushed.status, pushed.headers.get("docker-content-digest")]).toEqual([201, digest]);
    const pulled = await registry.call("GET", `/v2/team/app/manifests/${digest}`);
    expect([pulled.headers.get("docker-content-digest"), await pulled.text()]).toEqual([digest, content]);
    const index = JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.ociIndex,
      manifests: [{ mediaType: MEDIA_TYPE.ociManifest, digest, size: content.length }],
    });
    expect((await putManifest(registry, "team/app", "v1", index, MEDIA_TYPE.ociIndex)).status).toBe(201);
    expect(await outcome(registry.call("DELETE", `/v2/team/app/manifests/${digest}`))).toBe("403 DENIED");
  });

  test("is what others are about", async () => {
    const { content, digest } = await prepare();
    await putManifest(registry, "team/app", digest, content);
    const subject = { mediaType: MEDIA_TYPE.ociManifest, digest, size: content.length };
    const about = await prepare({ subject, artifactType: "a/b" });
    const pushed = await putManifest(registry, "team/app", about.digest, about.content);
    expect(pushed.headers.get("oci-subject")).toBe(digest);
    const list = await (await registry.call("GET", `/v2/team/app/referrers/${digest}`)).json();
    expect(list.manifests).toMatchObject([{ digest: about.digest, artifactType: "a/b" }]);
  });
});

describe("in the folder", () => {
  async function pushImage() {
    const { content, digest, config } = await prepare();
    await putManifest(registry, "team/app", digest, content);
    await followTables(registry.deps);
    return { content, digest, config };
  }
  const read = (path: string) => readFile(join(registry.storageFolder, "docker/registry/v2", path), "utf8");
  const blobFile = (digest: string) => {
    const [algorithm, hex = ""] = digest.split(":");
    return `blobs/${algorithm}/${hex.slice(0, 2)}/${hex}/data`;
  };

  test("everything lies below the name of the algorithm", async () => {
    const { content, digest, config } = await pushImage();
    expect(await read(blobFile(digest))).toBe(content);
    expect(await read(blobFile(config.digest))).toBe("{}");
    const links = "repositories/team/app";
    expect(await read(`${links}/_layers/sha512/${sha512Hex(layer)}/link`)).toBe(sha512(layer));
    expect(await read(`${links}/_manifests/revisions/sha512/${sha512Hex(content)}/link`)).toBe(digest);
  });

  test("it is verified", async () => {
    const { config } = await pushImage();
    const damaged = async () => {
      const found: string[] = [];
      for await (const { digest } of findDamage(registry.deps)) found.push(digest);
      return found;
    };
    expect(await damaged()).toEqual([]);
    const path = `docker/registry/v2/${blobFile(config.digest)}`;
    await registry.deps.links.write(path, new TextEncoder().encode("[]"));
    expect(await damaged()).toEqual([config.digest]);
  });

  test("it is read into the tables", async () => {
    await pushImage();
    const { db } = registry.deps;
    const rows = () => db.selectFrom("repository_blobs").select("digest").orderBy("digest").execute();
    const before = await rows();
    for (const table of ["repository_blobs", "blobs", "blob_reviews"] as const)
      await db.deleteFrom(table).execute();
    await db.insertInto("folder_reading").values({ id: 1, read_up_to: "" }).execute();
    await readFolder(registry.deps);
    expect(await rows()).toEqual(before);
  });

  test("it is collected, with its links, and found where no table knows it", async () => {
    const { digest } = await pushImage();
    await registry.call("DELETE", `/v2/team/app/manifests/${digest}`);
    registry.advance(25 * 60 * 60 * 1000);
    expect(await collectGarbage(registry.deps)).toMatchObject({ links: 2, blobs: 3 });
    await followTables(registry.deps);
    await expect(read(blobFile(sha512(layer)))).rejects.toThrow("ENOENT");
    const link = `repositories/team/app/_layers/sha512/${sha512Hex(layer)}/link`;
    await expect(read(link)).rejects.toThrow("ENOENT");
    await registry.deps.links.write(
      `docker/registry/v2/${blobFile(sha512("x"))}`,
      new TextEncoder().encode("x"),
    );
    const stored: (string | undefined)[] = [];
    for await (const one of registry.deps.content.inventory()) stored.push(one.digest);
    expect(stored).toEqual([sha512("x")]);
  });
});
