/** The HTTP server in front of the app. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ReadableStream } from "node:stream/web";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { AppEnv } from "../http-env.ts";
import { atPace, endIfSlow, forgetRest, PACE, type Pace } from "./body-pace.ts";
import { filePartOf, sendFile } from "./file-body.ts";
import { StartError } from "./start-error.ts";

export type Fetch = (request: Request, bindings: AppEnv["Bindings"]) => Response | Promise<Response>;

type OpenBody = NonNullable<AppEnv["Bindings"]["openBody"]>;

export interface HttpOptions {
  host: string;
  port: number;
  trustProxy: boolean;
  /** The least speed of bodies; by default PACE. */
  pace?: Pace;
  /** Called as each request comes in. */
  observe?: ((incoming: IncomingMessage, outgoing: ServerResponse) => void) | undefined;
}

/** Resolves once the port is taken. */
export async function listen(fetch: Fetch, options: HttpOptions): Promise<Server> {
  const pace = options.pace ?? PACE;
  const server = createAdaptorServer({
    fetch: async (request, bindings) => {
      const { incoming, outgoing } = bindings as HttpBindings;
      options.observe?.(incoming, outgoing);
      // Reads the socket directly: Request.body copies each piece, which is half of an upload's time.
      let body: AsyncGenerator<Buffer> | undefined;
      const openBody = () => {
        body = atPace(incoming, pace);
        return ReadableStream.from(body) as globalThis.ReadableStream<Uint8Array>;
      };
      endIfSlow(incoming, pace, () => body !== undefined);
      outgoing.once("finish", () => {
        Promise.resolve(body?.return(undefined))
          .finally(() => forgetRest(incoming))
          .catch(() => undefined);
      });
      const direct = incoming.socket.remoteAddress;
      const client = (options.trustProxy ? lastForwardedFor(incoming) : undefined) ?? direct;
      const seen = options.trustProxy ? asSeenByProxy(request, incoming, openBody) : request;
      // Challenges and commands repeat the host, and a URL allows more characters than host names have.
      if (!HOST.test(new URL(seen.url).host)) return new Response("bad Host header\n", { status: 400 });
      const response = await fetch(
        seen,
        client === undefined ? { openBody } : { openBody, clientAddress: client },
      );
      const part = filePartOf(response.body);
      if (!part) return response;
      await sendFile(part, response, outgoing as ServerResponse);
      return RESPONSE_ALREADY_SENT;
    },
    // Done above, with more patience.
    autoCleanupIncoming: false,
    serverOptions: {
      // An upload of a layer may take hours; only its head must come quickly.
      requestTimeout: 0,
      headersTimeout: 60_000,
      keepAliveTimeout: 65_000,
    },
  }) as Server;
  // A connection on which nothing at all moves for so long is dead, also in the middle of an upload.
  server.setTimeout(10 * 60_000);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new StartError(listenProblem(error, options))));
    server.listen(options.port, options.host, resolve);
  });
  return server;
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: HttpOptions): string {
  if (error.code === "EADDRINUSE") return `SWR_PORT ${port} is in use on ${host}: choose another`;
  if (error.code === "EACCES") return `SWR_PORT ${port} may not be used: ports below 1024 need rights`;
  return `SWR_HOST ${host} cannot be listened on (${error.code ?? error.message})`;
}

/** Address for a browser. */
export function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** A host with its port, IPv6 in brackets. */
const HOST = /^[A-Za-z0-9.:_[\]-]+$/;

/** Stops accepting, lets running requests end for up to `graceMs`, then cuts them off. */
export async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle when its request has ended, and no event tells that.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/** The request with the scheme and host that the browser used, for addresses and cookies. */
function asSeenByProxy(request: Request, incoming: IncomingMessage, openBody: OpenBody): Request {
  const url = new URL(request.url);
  const proto = last(incoming.headers["x-forwarded-proto"]) ?? url.protocol.slice(0, -1);
  const host = last(incoming.headers["x-forwarded-host"]) ?? url.host;
  if (!/^https?$/.test(proto)) return request;
  const seen = `${proto}://${host}${url.pathname}${url.search}`;
  if (!HOST.test(host) || !URL.canParse(seen)) return request;
  const { method, headers, signal } = request;
  // The constructor refuses TRACE, which no route knows anyway.
  if (seen === request.url || method === "TRACE") return request;
  const body = method === "GET" || method === "HEAD" ? null : openedWhenRead(openBody);
  // The Request of @hono/node-server adds the `duplex` that a stream needs.
  return new Request(seen, { method, headers, signal, body });
}

/**
 * Opens the body at the first read, so that routes which take `openBody` instead find all of it. `new Request(url,
 * request)` would begin to read at once.
 */
function openedWhenRead(open: OpenBody): globalThis.ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      reader ??= open().getReader();
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason: unknown) => reader?.cancel(reason),
  };
  return new globalThis.ReadableStream(source, { highWaterMark: 0 });
}

/** The last value is the proxy's own: those before it may be the client's invention. */
function lastForwardedFor(incoming: IncomingMessage): string | undefined {
  return last(incoming.headers["x-forwarded-for"]);
}

function last(header: string | string[] | undefined): string | undefined {
  const value = header?.toString().split(",").at(-1)?.trim();
  return value === "" ? undefined : value;
}
