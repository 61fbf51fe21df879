import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { addressOf, close, type Fetch, listen } from "./http.ts";

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => close(server, 0)));
});

async function start(fetch: Fetch, trustProxy = false) {
  const server = await listen(fetch, { host: "127.0.0.1", port: 0, trustProxy });
  servers.push(server);
  return { server, address: addressOf(server) };
}

const echo: Fetch = async (request, { clientAddress }) =>
  Response.json({ url: request.url, clientAddress, body: await request.text() });

const forwarded = {
  "X-Forwarded-Proto": "https",
  "X-Forwarded-Host": "evil.example, swr.example",
  "X-Forwarded-For": "10.0.0.1, 192.0.2.7",
};

async function ask(address: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${address}/v2/?a=b%20c`, { method: "POST", headers, body: "content" });
  return (await response.json()) as { url: string; clientAddress: string; body: string };
}

test("what a proxy forwards counts only where it is trusted, and then its own word", async () => {
  const direct = await start(echo);
  expect(await ask(direct.address, forwarded)).toEqual({
    url: `${direct.address}/v2/?a=b%20c`,
    clientAddress: "127.0.0.1",
    body: "content",
  });
  const behind = await start(echo, true);
  expect(await ask(behind.address, forwarded)).toEqual({
    url: "https://swr.example/v2/?a=b%20c",
    clientAddress: "192.0.2.7",
    body: "content",
  });
});

test("of a body that came through a proxy nothing is lost", async () => {
  const { address } = await start(async (_, { openBody }) => {
    // A route looks up who calls before it reads.
    await setImmediate();
    return new Response(openBody?.());
  }, true);
  const body = randomBytes(1024 * 1024);
  const answer = await fetch(address, { method: "POST", headers: forwarded, body });
  expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
});

test("the limit on bodies keeps the address a proxy told", async () => {
  const limited: Fetch = (request) => new Response(new Request(request, { body: "as read" }).url);
  const { address } = await start(limited, true);
  const answer = await fetch(address, { method: "POST", headers: forwarded, body: "content" });
  expect(await answer.text()).toBe("https://swr.example/");
});

test("a proxy that forwards nothing, or nonsense, leaves the request as it is", async () => {
  const { address } = await start(echo, true);
  for (const headers of [
    {},
    { "X-Forwarded-Host": "a/b@c" },
    { "X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "swr.example" },
  ] as Record<string, string>[]) {
    expect((await ask(address, headers)).url).toBe(`${address}/v2/?a=b%20c`);
  }
});

test("a Host that no URL of ours could carry is refused before anybody repeats it", async () => {
  const { server } = await start(echo);
  const { port } = server.address() as AddressInfo;
  const askAs = async (host: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.end(`GET /v2/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    let answer = "";
    for await (const piece of socket) answer += piece;
    return answer;
  };
  for (const host of ['a"b', "a'b", "a,b", "a;b", "a(b", "a$b", "a`b"]) {
    expect([host, (await askAs(host)).split("\r\n", 1)[0]]).toEqual([host, "HTTP/1.1 400 Bad Request"]);
  }
  for (const host of ["swr.example", "swr.example:8080", "[::1]:8080", "swr_1.example"]) {
    expect(await askAs(host)).toContain(`"url":"http://${host}/v2/"`);
  }
});

test("a taken port is named in one line", async () => {
  const { server } = await start(echo);
  const port = (server.address() as { port: number }).port;
  await expect(listen(echo, { host: "127.0.0.1", port, trustProxy: false })).rejects.toThrow(
    `SWR_PORT ${port} is in use on 127.0.0.1: choose another`,
  );
});

test("closing lets a running request end", async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const server = await listen(
    async () => {
      started.resolve();
      await finish.promise;
      return new Response("done");
    },
    { host: "127.0.0.1", port: 0, trustProxy: false },
  );
  const answer = fetch(addressOf(server)).then((response) => response.text());
  await started.promise;
  const closed = close(server, 60_000);
  finish.resolve();
  expect(await answer).toBe("done");
  await closed;
});

test("closing cuts off what does not end", async () => {
  const started = Promise.withResolvers<void>();
  const server = await listen(
    () => {
      started.resolve();
      return new Promise(() => undefined);
    },
    { host: "127.0.0.1", port: 0, trustProxy: false },
  );
  const answer = fetch(addressOf(server));
  const failed = expect(answer).rejects.toThrow();
  await started.promise;
  await close(server, 0);
  await failed;
});

test.each<[string, Fetch]>([
  ["read whole", async (request) => new Response(await request.text())],
  ["read as it comes", async (_, { openBody }) => new Response(await new Response(openBody?.()).text())],
])("a body that does not come to its end is cut off: %s", async (_, fetch) => {
  const pace = { bytes: 1024, everyMs: 50 };
  const server = await listen(fetch, { host: "127.0.0.1", port: 0, trustProxy: false, pace });
  servers.push(server);
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  socket.on("error", () => undefined).resume();
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
  await once(socket, "close");
});

const refused = () => new Response("too large", { status: 413 });

test.each<[string, Fetch]>([
  ["before its body is read", async () => refused()],
  [
    "in the middle of its body",
    async (_, { openBody }) => {
      const reader = openBody?.().getReader();
      await reader?.read();
      await reader?.cancel();
      return refused();
    },
  ],
  [
    "in the middle of its body, which is read no further",
    async (_, { openBody }) => {
      await openBody?.().getReader().read();
      return refused();
    },
  ],
  [
    "in the middle of a body that is read as a request's, and no further",
    async (request) => {
      await request.body?.getReader().read();
      return refused();
    },
  ],
])("a client that is refused %s, and sends the rest, gets the answer, and can go on", async (_, fetch) => {
  const { server } = await start(fetch);
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  const piece = Buffer.alloc(64 * 1024);
  for (let request = 1; request <= 2; request++) {
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${20 * piece.length}\r\n\r\n`);
    for (let sent = 0; sent < 20; sent++) {
      if (!socket.write(piece)) await once(socket, "drain");
    }
    await vi.waitFor(() => expect(answer.match(/413 /g)).toHaveLength(request));
  }
  socket.destroy();
});

test("a client that is refused and never stops sending is cut off", async () => {
  const { server } = await start(async () => refused());
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("error", resolve).once("close", resolve));
  socket.resume().write("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  const piece = Buffer.from(`100000\r\n${"x".repeat(1024 * 1024)}\r\n`);
  let isOver = false;
  void closed.then(() => {
    isOver = true;
  });
  while (!isOver) {
    if (!socket.write(piece)) await Promise.race([once(socket, "drain"), closed]);
  }
});

test("a client that hangs up in the middle of a body is seen as gone", async () => {
  const gone = Promise.withResolvers<boolean>();
  const { server } = await start(async (request) => {
    await request.text().catch(() => undefined);
    gone.resolve(request.signal.aborted);
    return new Response();
  });
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  await once(socket, "connect");
  server.once("request", () => socket.destroy());
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
  expect(await gone.promise).toBe(true);
});
