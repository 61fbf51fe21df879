/**
 * Sends requests by Node's own client: each by a connection of its own, following no redirect. A name is checked while
 * it is resolved for that very connection, so that it cannot point elsewhere a moment later.
 */
import { lookup } from "node:dns";
import { lookup as resolve } from "node:dns/promises";
import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import {
  type AddressCheck,
  type Outbound,
  type OutboundAnswer,
  OutboundError,
  type OutboundRequest,
  type StreamedBody,
} from "../ports/outbound.ts";
import type { Reachable } from "./addresses.ts";

/** From the look-up of the name on; with https until both ends trust each other. */
const CONNECT_MS = 10_000;

export function createOutbound(isReachable: Reachable, connectMs = CONNECT_MS): Outbound {
  return async (request) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
    let isConnected = false;
    const connecting = setTimeout(() => deadline.abort(), connectMs);
    const signals = [deadline.signal, ...(request.signal ? [request.signal] : [])];
    try {
      return await send(
        request,
        request.namedByOperator ? () => true : isReachable,
        AbortSignal.any(signals),
        {
          onConnected() {
            isConnected = true;
            clearTimeout(connecting);
          },
          onProgress: () => timer.refresh(),
        },
      );
    } catch (error) {
      request.signal?.throwIfAborted();
      if (error instanceof OutboundError) throw error;
      if (error instanceof UnreadableBody) throw error.cause;
      if (deadline.signal.aborted) throw tooSlow(isConnected, connectMs, request);
      throw outboundError(error);
    } finally {
      clearTimeout(timer);
      clearTimeout(connecting);
    }
  };
}

function tooSlow(isConnected: boolean, connectMs: number, { timeoutMs }: OutboundRequest): OutboundError {
  if (isConnected) return new OutboundError("timeout", `no answer within ${timeoutMs / 1000} s`);
  const seconds = Math.min(connectMs, timeoutMs) / 1000;
  return new OutboundError("connect_timeout", `no connection within ${seconds} s`);
}

/** Judges an address as a request to it would be judged now. */
export function createAddressCheck(isReachable: Reachable): AddressCheck {
  return async (url) => {
    const host = hostOf(new URL(url));
    if (isIP(host)) return !isReachable(host);
    const found = await resolve(host, { all: true }).catch(() => []);
    return found.length > 0 && !found.some(({ address }) => isReachable(address));
  };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

interface Watch {
  onConnected: () => void;
  onProgress: () => void;
}

async function send(
  request: OutboundRequest,
  isReachable: Reachable,
  signal: AbortSignal,
  { onConnected, onProgress }: Watch,
): Promise<OutboundAnswer> {
  signal.throwIfAborted();
  const url = new URL(request.url);
  const host = hostOf(url);
  // A literal address is not resolved, so it is checked here.
  if (isIP(host) && !isReachable(host)) throw blocked(host);
  const { ca, cert, key, serverName } = request.tls ?? {};
  const options = {
    method: request.method,
    headers: { ...request.headers, ...lengthOf(request.body) },
    agent: false as const,
    lookup: checkedLookup(isReachable),
    signal,
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { servername: serverName }),
  };
  const sent = url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  sent.on("response", resolve).on("error", reject);
  const connected = url.protocol === "https:" ? "secureConnect" : "connect";
  sent.once("socket", (socket) => socket.once(connected, onConnected));
  const { body } = request;
  if (typeof body === "object" && "open" in body) {
    const taken = pour(body, sent, (bytes) => {
      onProgress();
      request.onSent?.(bytes);
    });
    taken.catch((error: unknown) => {
      reject(new UnreadableBody("the body cannot be read", { cause: error }));
      sent.destroy();
    });
  } else sent.end(body);
  const response = await promise;
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400 && response.headers.location !== undefined) {
    sent.destroy();
    throw new OutboundError("redirect", `answered with a redirect (${status}), which is not followed`);
  }
  const text = await readText(response, request);
  // A refusal may come before the body has been sent: the rest of it is not sent.
  if (!sent.writableEnded) sent.destroy();
  return { status, headers: headersOf(response), ...text };
}

/** The body could not be read: not the connection's fault. */
class UnreadableBody extends Error {}

/**
 * Writes the body as fast as the connection takes it. Returns silently where the connection has ended, which raises its
 * own error.
 */
async function pour(
  { open }: StreamedBody,
  sent: ClientRequest,
  onTaken: (bytes: number) => void,
): Promise<void> {
  const closed = once(sent, "close").catch(() => undefined);
  let bytes = 0;
  for await (const part of open()) {
    if (sent.destroyed) return;
    if (!sent.write(part)) await Promise.race([once(sent, "drain").catch(() => undefined), closed]);
    bytes += part.byteLength;
    onTaken(bytes);
  }
  sent.end();
}

function checkedLookup(isReachable: Reachable): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const [first, ...others] = error ? [] : found.filter(({ address }) => isReachable(address));
      if (!first) callback(error ?? blocked(host), "", 0);
      else if (options.all) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
  };
}

function blocked(host: string): OutboundError {
  return new OutboundError(
    "blocked",
    `${host} is an address inside a network; the operator opens such ranges with SWR_OUTBOUND_ALLOW`,
  );
}

function lengthOf(body: OutboundRequest["body"]): { "Content-Length"?: number } {
  return typeof body === "object" && "open" in body ? { "Content-Length": body.length } : {};
}

async function readText(
  response: IncomingMessage,
  { maxBytes, cutsAnswer = false }: OutboundRequest,
): Promise<Pick<OutboundAnswer, "text" | "isCut">> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving this loop early closes the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    chunks.push(chunk);
    if (bytes <= maxBytes) continue;
    if (cutsAnswer) break;
    throw new OutboundError("too_large", `the answer is larger than ${maxBytes} bytes`);
  }
  return { text: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"), isCut: bytes > maxBytes };
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}

/** Told by the error's code only, as its message may quote what was sent. */
function outboundError(error: unknown): OutboundError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(ENOTFOUND|EAI_)/.test(code)) return new OutboundError("unknown_host", `no such host (${code})`);
  if (code === "HPE_HEADER_OVERFLOW")
    return new OutboundError("too_large", "the answer's headers are too large");
  if (/^(ECONNRESET|EPIPE|HPE_|ERR_STREAM)/.test(code))
    return new OutboundError("cut", `the connection was cut (${code})`);
  if (/^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code))
    return new OutboundError("tls", `no trusted connection (${code})`);
  return new OutboundError("unreachable", code ? `cannot be reached (${code})` : "cannot be reached");
}
