import { truncate } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  digestOf,
  outcome,
  pushBlob,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";
import { removeStaleUploads } from "../content/stale-uploads.ts";
import type { UploadState } from "../ports/content.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.close());

async function start(name = "team/app", prefix = "/v2"): Promise<string> {
  const response = await registry.call("POST", `${prefix}/${name}/blobs/uploads/`);
  expect(response.status).toBe(202);
  return response.headers.get("location") ?? "";
}

const status = (location: string) => registry.call("GET", location);
const blob = (name: string, digest: string) => registry.call("GET", `/v2/${name}/blobs/${digest}`);

function patch(location: string, body: Uint8Array<ArrayBuffer>, range?: string): Promise<Response> {
  return registry.call("PATCH", location, { body, headers: range ? { "content-range": range } : {} });
}

/** Says it sends all, sends a part and hangs up. */
async function sendAndHangUp(location: string, announced: number, part: Uint8Array, keptAtLeast: number) {
  const { port } = new URL(registry.origin);
  const socket = connect(Number(port), "127.0.0.1");
  const head = [
    `PATCH ${location} HTTP/1.1`,
    "Host: registry",
    `Authorization: ${registry.logins.admin.headers.authorization}`,
    `Content-Length: ${announced}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(part);
  await expect.poll(() => received(location), { interval: 10 }).toBeGreaterThan(keptAtLeast);
  socket.destroy();
}

async function received(location: string): Promise<number> {
  const range = (await status(location)).headers.get("range") ?? "";
  return Number(range.split("-")[1]) + 1;
}

describe("an upload", () => {
  test.each(["/v2", "/api/registry/v2"])("goes through in chunks below %s", async (prefix) => {
    const bytes = testBytes(3_000_000);
    const location = await start("team/app", prefix);
    expect(location).toMatch(new RegExp(`^${prefix}/team/app/blobs/uploads/[0-9a-f-]{36}$`));
    const none = await status(location);
    expect([none.status, none.headers.get("range")]).toEqual([204, "0-0"]);

    const first = await patch(location, bytes.slice(0, 1_000_000), "0-999999");
    expect([first.status, first.headers.get("range"), first.headers.get("location")]).toEqual([
      202,
      "0-999999",
      location,
    ]);
    expect(first.headers.get("docker-upload-uuid")).toBe(location.split("/").at(-1));
    await patch(location, bytes.slice(1_000_000, 2_000_000), "bytes 1000000-1999999/*");
    const digest = digestOf(bytes);
    const end = await registry.call("PUT", `${location}?digest=${digest}`, { body: bytes.slice(2_000_000) });
    expect(end.status).toBe(201);
    expect(end.headers.get("location")).toBe(`${prefix}/team/app/blobs/${digest}`);
    expect(end.headers.get("docker-distribution-api-version")).toBe("registry/2.0");
    expect(Buffer.from(await (await blob("team/app", digest)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(await outcome(status(location))).toBe("404 BLOB_UPLOAD_UNKNOWN");
  });

  test("streams a body of unknown length, and may be empty", async () => {
    const bytes = testBytes(2_500_000, 7);
    const location = await start();
    const sent = await registry.call("PATCH", location, {
      body: new Blob([bytes]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(sent.headers.get("range")).toBe("0-2499999");
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf(bytes)}`))).toBe("201");

    const empty = digestOf("");
    expect(await outcome(registry.call("PUT", `${await start()}?digest=${empty}`))).toBe("201");
    expect((await blob("team/app", empty)).headers.get("content-length")).toBe("0");
  });

  test("refuses a chunk that does not follow, and says where it stands", async () => {
    const location = await start();
    await patch(location, testBytes(100), "0-99");
    for (const range of ["50-99", "200-299", "nonsense", "100-120"]) {
      const response = await patch(location, testBytes(100), range);
      expect([response.status, response.headers.get("range")], range).toEqual([416, "0-99"]);
      expect(response.headers.get("location")).toBe(location);
    }
    expect((await status(location)).headers.get("range")).toBe("0-99");
  });

  test("with another digest serves nothing and is over", async () => {
    const location = await start();
    await patch(location, testBytes(100, 50));
    const wrong = digestOf("something else");
    expect(await outcome(registry.call("PUT", `${location}?digest=${wrong}`))).toBe("400 DIGEST_INVALID");
    expect(await outcome(blob("team/app", wrong))).toBe("404 BLOB_UNKNOWN");
    expect(await outcome(blob("team/app", digestOf(testBytes(100, 50))))).toBe("404 BLOB_UNKNOWN");
    expect(await outcome(status(location))).toBe("404 BLOB_UPLOAD_UNKNOWN");
    for (const digest of ["", "?digest=sha256:ab", "?digest=md5:d41d8cd98f00b204e9800998ecf8427e"]) {
      expect(await outcome(registry.call("PUT", `${await start()}${digest}`))).toBe("400 DIGEST_INVALID");
    }
  });

  test("is cancelled", async () => {
    const location = await start();
    await patch(location, testBytes(100));
    expect((await registry.call("DELETE", location)).status).toBe(204);
    expect(await outcome(patch(location, testBytes(1)))).toBe("404 BLOB_UPLOAD_UNKNOWN");
  });

  test("is known only in its own repository, and by its own id", async () => {
    const location = await start("team/app");
    expect(await outcome(status(location.replace("team/app", "team/other")))).toBe("404 BLOB_UPLOAD_UNKNOWN");
    for (const id of ["x", "..", "%2e%2e", "00000000-0000-0000-0000-000000000000"]) {
      expect(await outcome(registry.call("GET", `/v2/team/app/blobs/uploads/${id}`)), id).toMatch(
        /^40[045] /,
      );
    }
  });
});

describe("an upload that broke off", () => {
  test.each([
    ["goes on", () => undefined],
    ["goes on after a restart", () => registry.restart()],
  ])("%s", async (_, between) => {
    const bytes = testBytes(5_000_000, 3);
    const location = await start();
    await patch(location, bytes.slice(0, 1_000_000));
    await sendAndHangUp(location, 4_000_000, bytes.slice(1_000_000, 3_500_000), 3_000_000);
    between();
    // The end of the connection may not have been noticed yet.
    const resume = async () => {
      const size = await received(location);
      return (await patch(location, bytes.slice(size), `${size}-4999999`)).status;
    };
    await expect.poll(resume, { interval: 10 }).toBe(202);
    const digest = digestOf(bytes);
    expect(await outcome(registry.call("PUT", `${location}?digest=${digest}`))).toBe("201");
    expect(Buffer.from(await (await blob("team/app", digest)).arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe("the last request", () => {
  const rereads = () => {
    let count = 0;
    const { content } = registry.deps;
    registry.deps.content = {
      ...content,
      reread(state) {
        count += 1;
        return content.reread(state);
      },
    };
    return () => count;
  };

  test.each([1, 3])("reads nothing again of what came in %i requests before it", async (chunks) => {
    const count = rereads();
    const bytes = testBytes(300_000, 20 + chunks);
    const location = await start();
    for (let at = 0; at < chunks; at++) {
      await patch(location, bytes.slice((at * 300_000) / chunks, ((at + 1) * 300_000) / chunks));
    }
    // Another process may get the last one, which compares two digests.
    registry.restart();
    const reread = rereads();
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf(bytes)}`))).toBe("201");
    expect([count(), reread()]).toEqual([0, 0]);
  });

  test("reads again what two processes got in turn", async () => {
    const bytes = testBytes(300_000, 30);
    const location = await start();
    await patch(location, bytes.slice(0, 100_000));
    registry.restart();
    await patch(location, bytes.slice(100_000));
    const count = rereads();
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf("another")}`))).toBe(
      "400 DIGEST_INVALID",
    );
    expect(count()).toBe(1);
  });
});

describe("two writers at once", () => {
  /** A request that has sent so many bytes and has not ended. */
  async function openEnded(location: string, bytes: Uint8Array) {
    const { readable, writable } = new TransformStream();
    const response = registry.call("PATCH", location, { body: readable, duplex: "half" } as RequestInit);
    const writer = writable.getWriter();
    writer.write(bytes).catch(() => undefined);
    await expect.poll(() => received(location), { interval: 10 }).toBeGreaterThan(1);
    return { response, end: () => writer.close() };
  }

  test("the second is refused", async () => {
    const bytes = testBytes(2_500_000);
    const location = await start();
    const first = await openEnded(location, bytes);
    expect(await outcome(patch(location, testBytes(10)))).toBe("409 BLOB_UPLOAD_INVALID");
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf("")}`))).toBe(
      "409 BLOB_UPLOAD_INVALID",
    );
    expect(await outcome(registry.call("DELETE", location))).toBe("409 BLOB_UPLOAD_INVALID");
    await first.end();
    expect((await first.response).headers.get("range")).toBe("0-2499999");
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf(bytes)}`))).toBe("201");
  });

  test("the second takes over where nothing has arrived of the first for a while", async () => {
    const bytes = testBytes(3_000_000, 12);
    const location = await start();
    const first = await openEnded(location, bytes.slice(0, 2_500_000));
    registry.advance(10_000);
    // Too far on: it is refused, but the first is over, and all that came of it is kept.
    const refused = await patch(location, testBytes(1), "2999999-2999999");
    const kept = Number(/^0-(\d+)$/.exec(refused.headers.get("range") ?? "")?.[1]) + 1;
    expect(kept).toBeGreaterThan(1_000_000);
    expect((await first.response).status).toBe(409);
    expect((await patch(location, bytes.slice(kept), `${kept}-2999999`)).status).toBe(202);
    expect(await outcome(registry.call("PUT", `${location}?digest=${digestOf(bytes)}`))).toBe("201");
  });
});

test("with its image or organization an upload is over, and so are its bytes", async () => {
  const id = await registry.createOrganization("short-lived");
  const location = await start("short-lived/app");
  await patch(location, testBytes(100));
  await registry.deps.db.deleteFrom("organizations").where("id", "=", id).execute();
  await registry.createOrganization("short-lived");
  expect(await outcome(status(location))).toBe("404 BLOB_UPLOAD_UNKNOWN");
  const ended = await registry.deps.db.selectFrom("ended_uploads").selectAll().execute();
  await removeStaleUploads(registry.deps);
  for (const { state } of ended)
    expect(await registry.deps.content.size(JSON.parse(state).key)).toBeUndefined();
  expect(await registry.deps.db.selectFrom("ended_uploads").selectAll().execute()).toEqual([]);
});

test("a layer beyond 10 GB is refused before it is sent", async () => {
  const location = await start();
  const response = registry.call("PATCH", location, {
    body: new Blob([testBytes(10)]).stream(),
    duplex: "half",
    headers: { "content-range": `0-${10 * 1024 ** 3}` },
  } as RequestInit);
  expect(await outcome(response)).toBe("413 SIZE_INVALID");
});

test("a layer that grows beyond 10 GB while it is sent is refused, and stands where it stood", async () => {
  const location = await start("team/app");
  const id = location.split("/").at(-1) ?? "";
  await patch(location, testBytes(1));
  const uploads = registry.deps.db.selectFrom("uploads").select("state").where("id", "=", id);
  const { key } = JSON.parse((await uploads.executeTakeFirstOrThrow()).state) as UploadState;
  // Holes take no room.
  const offset = 10 * 1024 ** 3 - 5;
  await truncate(join(registry.storageFolder, key), offset);
  await registry.deps.db.updateTable("uploads").set({ offset }).where("id", "=", id).execute();
  const response = registry.call("PATCH", location, {
    body: new Blob([testBytes(10)]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(await outcome(response)).toBe("413 SIZE_INVALID");
  expect((await status(location)).headers.get("range")).toBe(`0-${10 * 1024 ** 3 - 6}`);
  expect(await outcome(registry.call("DELETE", location))).toBe("204");
});

describe("a mount", () => {
  const mount = (to: string, digest: string, from: string, headers = {}) =>
    registry.call("POST", `/v2/${to}/blobs/uploads/?mount=${digest}&from=${from}`, { headers });

  test("shows the blob without sending it", async () => {
    const { digest } = await pushBlob(registry, "team/source", testBytes(500, 9));
    const response = await mount("ops/target", digest, "team/source");
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/v2/ops/target/blobs/${digest}`);
    expect((await blob("ops/target", digest)).status).toBe(200);
  });

  test("becomes an upload where the source does not show the blob, or may not be pulled", async () => {
    const { digest } = await pushBlob(registry, "ops/source", testBytes(500, 10));
    expect((await mount("team/target", digest, "team/app")).status).toBe(202);
    expect((await mount("team/target", digest, "../ops/source")).status).toBe(202);
    expect(
      (await mount("foreign/target", digest, "ops/source", registry.logins.stranger.headers)).status,
    ).toBe(202);
    expect(await outcome(blob("team/target", digest))).toBe("404 BLOB_UNKNOWN");
  });
});

describe("more layers at once than an account may send", () => {
  const limit = (uploadWaitMs: number) => {
    registry.deps.config = { ...registry.deps.config, uploadsPerAccount: 4, uploadWaitMs };
  };
  const send = (headers = {}, name = "team/app") => {
    const bytes = testBytes(20, 99);
    const path = `/v2/${name}/blobs/uploads/?digest=${digestOf(bytes)}`;
    return registry.call("POST", path, { body: bytes, headers });
  };

  /** As many as one user may. */
  async function fill() {
    const sending: Promise<Response>[] = [];
    const controllers: ReadableStreamDefaultController<Uint8Array>[] = [];
    for (let at = 0; at < 3; at++) {
      const location = await start();
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controllers.push(controller);
          controller.enqueue(testBytes(2_000_000));
        },
      });
      sending.push(registry.call("PATCH", location, { body, duplex: "half" } as RequestInit));
      await expect.poll(() => received(location), { interval: 10 }).toBeGreaterThan(1);
    }
    return {
      async end() {
        for (const controller of controllers) controller.close();
        expect((await Promise.all(sending)).map(({ status }) => status)).toEqual([202, 202, 202]);
      },
    };
  }

  test("are refused by and by; other users and accounts are not", async () => {
    await registry.grant(registry.organizations.team, registry.member, 7);
    const filled = await fill();
    limit(0);
    const refused = await send();
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await outcome(refused)).toBe("429 TOOMANYREQUESTS");
    expect((await send(registry.logins.member.headers)).status).toBe(201);
    expect((await send(registry.logins.stranger.headers, "foreign/app")).status).toBe(201);
    // What carries no bytes is not counted.
    expect((await registry.call("POST", "/v2/team/app/blobs/uploads/")).status).toBe(202);
    await filled.end();
    expect((await send()).status).toBe(201);
  });

  test("wait until one has ended", async () => {
    limit(60_000);
    const filled = await fill();
    let answered = false;
    const held = send().finally(() => {
      answered = true;
    });
    // What goes in is answered; that could only come later.
    expect((await registry.call("POST", "/v2/team/app/blobs/uploads/")).status).toBe(202);
    expect(answered).toBe(false);
    await filled.end();
    expect((await held).status).toBe(201);
  });
});
