import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type Certificates, makeCertificates } from "../../tests/support/certificates.ts";
import { startSilentAddress } from "../../tests/support/silent-address.ts";
import type { OutboundRequest } from "../ports/outbound.ts";
import { reachableAddresses } from "./addresses.ts";
import { createAddressCheck, createOutbound } from "./outbound.ts";

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener, tls?: ServerOptions): Promise<{ port: number }> {
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return server.address() as AddressInfo;
}

/** May reach this machine. */
const outbound = createOutbound(reachableAddresses(["127.0.0.0/8", "::1"]));

function ask(url: string, more: Partial<OutboundRequest> = {}, by = outbound) {
  const usual = { method: "GET", headers: {}, namedByOperator: false, timeoutMs: 10_000, maxBytes: 1000 };
  return by({ url, ...usual, ...more });
}

const failing = (failure: string) => expect.objectContaining({ failure });

test("sends what it is told and answers what came", async () => {
  const { port } = await serve(async (request, response) => {
    const chunks = await request.toArray();
    const { method, url } = request;
    response.writeHead(409, { "X-Twice": ["a", "b"] });
    response.end(`${method} ${url} ${request.headers["x-own"]} ${Buffer.concat(chunks)}`);
  });
  const answer = await ask(`http://localhost:${port}/a?b=c`, {
    method: "PATCH",
    headers: { "x-own": "1" },
    body: "{ü}",
  });
  expect([answer.status, answer.text]).toEqual([409, "PATCH /a?b=c 1 {ü}"]);
  expect(answer.headers.get("x-twice")).toBe("a, b");
});

/** So many pieces of 64 KB, each after a while. */
const slowBody = (pieces: number, everyMs: number) => ({
  length: pieces * 65_536,
  open: () =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        pieces -= 1;
        await new Promise((resolve) => setTimeout(resolve, everyMs));
        controller.enqueue(new Uint8Array(65_536));
        if (pieces === 0) controller.close();
      },
    }),
});

test("a body that is streamed has its length, and may take longer than the time, as long as it moves", async () => {
  const { port } = await serve(async (request, response) => {
    const bytes = (await request.toArray()).reduce((sum: number, part: Buffer) => sum + part.byteLength, 0);
    response.end(`${request.headers["content-length"]} ${bytes}`);
  });
  const sent: number[] = [];
  const onSent = (bytes: number) => void sent.push(bytes);
  const request = { method: "PUT", body: slowBody(6, 100), timeoutMs: 400, onSent };
  const answer = await ask(`http://localhost:${port}`, request);
  expect([answer.text, sent.at(-1)]).toEqual([`${6 * 65_536} ${6 * 65_536}`, 6 * 65_536]);
});

test("a refused body is not sent to its end, a stalled one is given up, and a body that cannot be read fails as such", async () => {
  const { port } = await serve((_, response) => {
    response.writeHead(413).end("too large");
  });
  const refused = await ask(`http://localhost:${port}`, { method: "PUT", body: slowBody(1000, 5) });
  expect([refused.status, refused.text]).toEqual([413, "too large"]);
  const silent = await serve(() => undefined);
  const stalling = ask(`http://localhost:${silent.port}`, {
    method: "PUT",
    body: slowBody(1, 0),
    timeoutMs: 100,
  });
  await expect(stalling).rejects.toEqual(failing("timeout"));
  const open = () => new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error("disk")) });
  const broken = ask(`http://localhost:${silent.port}`, { method: "PUT", body: { length: 10, open } });
  await expect(broken).rejects.toThrow("disk");
});

test.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"])(
  "what people type does not lead inside by %s, what the operator names may",
  async (host) => {
    let asked = 0;
    const { port } = await serve((_, response) => {
      asked += 1;
      response.end();
    });
    const guarded = createOutbound(reachableAddresses([]));
    const url = `http://${host}:${port}/`;
    await expect(ask(url, {}, guarded)).rejects.toEqual(failing("blocked"));
    await expect(ask(url, {}, guarded)).rejects.toThrow("SWR_OUTBOUND_ALLOW");
    expect(asked).toBe(0);
    expect((await ask(url, { namedByOperator: true }, guarded)).status).toBe(200);
  },
);

test("a redirect is not followed", async () => {
  let caught = 0;
  const inner = await serve((_, response) => {
    caught += 1;
    response.end();
  });
  const { port } = await serve((_, response) => {
    response.writeHead(302, { Location: `http://127.0.0.1:${inner.port}/` }).end();
  });
  await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toEqual(failing("redirect"));
  expect(caught).toBe(0);
});

test("an authority of one's own must be given, and the client's certificate arrives", async () => {
  const { ca, server, client } = certificates;
  const { port } = await serve(
    (request, response) => {
      response.end((request.socket as TLSSocket).getPeerCertificate().subject?.CN);
    },
    { ...server, ca, requestCert: true, rejectUnauthorized: false },
  );
  const url = `https://127.0.0.1:${port}/`;
  await expect(ask(url)).rejects.toEqual(failing("tls"));
  expect((await ask(url, { tls: { ca, ...client } })).text).toBe("deployer");
  await expect(ask(url, { tls: { ca, serverName: "other.example" } })).rejects.toEqual(failing("tls"));
  await expect(ask(`https://127.0.0.1:${(await serve(() => undefined)).port}/`)).rejects.toEqual(
    failing("tls"),
  );
});

test("slow, cut, too large, closed and unknown are told apart", async () => {
  const { port } = await serve((request, response) => {
    if (request.url === "/slow") return;
    response.writeHead(200, { "Content-Length": "5000" });
    response.write("x".repeat(600));
    if (request.url === "/cut") response.socket?.resetAndDestroy();
    else response.end("x".repeat(4400));
  });
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  await expect(ask(at("/slow"), { timeoutMs: 50 })).rejects.toEqual(failing("timeout"));
  await expect(ask(at("/cut"))).rejects.toEqual(failing("cut"));
  await expect(ask(at("/large"))).rejects.toEqual(failing("too_large"));
  const closed = await serve(() => undefined);
  for (const server of servers.splice(1)) server.close();
  await expect(ask(`http://127.0.0.1:${closed.port}/`)).rejects.toEqual(failing("unreachable"));
  await expect(ask("http://nowhere.invalid/")).rejects.toEqual(failing("unknown_host"));
});

test("an address that swallows what comes is given up while connecting, an answer is waited for longer", async () => {
  const impatient = createOutbound(reachableAddresses(["127.0.0.0/8"]), 100);
  const silent = await startSilentAddress();
  const slow = await serve((_, response) => void setTimeout(() => response.end("late"), 300));
  const mute = createTcpServer((socket) => void socket.on("error", () => undefined));
  await once(mute.listen(0, "127.0.0.1"), "listening");
  for (const scheme of ["http", "https"]) {
    const asked = ask(`${scheme}://127.0.0.1:${silent.port}/`, {}, impatient);
    await expect(asked).rejects.toEqual(failing("connect_timeout"));
    await expect(asked).rejects.toThrow("no connection within 0.1 s");
  }
  const handshake = ask(`https://127.0.0.1:${(mute.address() as AddressInfo).port}/`, {}, impatient);
  await expect(handshake).rejects.toEqual(failing("connect_timeout"));
  expect((await ask(`http://127.0.0.1:${slow.port}/`, {}, impatient)).text).toBe("late");
  const short = ask(`http://127.0.0.1:${silent.port}/`, { timeoutMs: 50 });
  await expect(short).rejects.toEqual(failing("connect_timeout"));
  mute.close();
  await silent.close();
});

test("the beginning of a longer answer is read if it may be cut, and the connection is closed", async () => {
  const closed = Promise.withResolvers<void>();
  const { port } = await serve((request, response) => {
    request.socket.on("close", () => closed.resolve());
    response.write("x".repeat(2000));
  });
  const answer = await ask(`http://127.0.0.1:${port}/`, { cutsAnswer: true });
  expect([answer.status, answer.text.length, answer.isCut]).toEqual([200, 1000, true]);
  await closed.promise;
});

test("headers without end are too large an answer", async () => {
  const { port } = await serve((_, response) => {
    response.writeHead(200, { "x-long": "x".repeat(40_000) }).end();
  });
  await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toEqual(failing("too_large"));
});

test("an address check judges as a request would", async () => {
  const isBlocked = createAddressCheck(reachableAddresses([]));
  const judge = (...urls: string[]) => Promise.all(urls.map(isBlocked));
  expect(await judge("http://localhost:1/", "https://[::1]/", "http://2130706433/")).toEqual([
    true,
    true,
    true,
  ]);
  expect(await judge("https://1.1.1.1/", "http://nowhere.invalid/")).toEqual([false, false]);
  expect(await createAddressCheck(reachableAddresses(["127.0.0.0/8"]))("http://127.0.0.1/")).toBe(false);
});

test("an aborted request fails with the signal's reason", async () => {
  const stop = new AbortController();
  const { port } = await serve(() => stop.abort(new Error("stopped")));
  await expect(ask(`http://127.0.0.1:${port}/`, { signal: stop.signal })).rejects.toThrow("stopped");
});
