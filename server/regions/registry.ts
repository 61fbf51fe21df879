/**
 * A region's registry, reached as clients reach it: by `Deps.outbound`, signed in with the access key's long-lived
 * login, as the registry's challenge asks (Docker token specification; SWR API reference, section 4.1).
 */
import { z } from "zod";
import { MANIFEST_MAX } from "../../core/limits.ts";
import type { OutboundFailure } from "../../core/outbound-failures.ts";
import { NoAnswerError, type Transport } from "../../core/registry-client/transport.ts";
import type { Deps } from "../deps.ts";
import { type OutboundAnswer, OutboundError, type StreamedBody } from "../ports/outbound.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";
import type { Region } from "./region.ts";

/** No answer came; another try may get one. */
export class NoAnswerFromRegion extends NoAnswerError {
  override name = "NoAnswerFromRegion";
  readonly failure: OutboundFailure;

  constructor({ failure, message }: OutboundError) {
    super(message);
    this.failure = failure;
  }
}

/** Failures that another try at once does not help against. */
const LASTING: ReadonlySet<OutboundFailure> = new Set([
  "blocked",
  "tls",
  "redirect",
  "too_large",
  "connect_timeout",
  "timeout",
]);

interface Options {
  /** Scopes of its tokens, such as `repository:org/image:pull,push`. If one is added, a new token is asked for. */
  scopes: readonly string[];
  /** Sent with every request to the registry. */
  headers?: Record<string, string>;
  /** For any request; of a body being sent, for each pause without a byte. */
  timeoutMs: number;
  /** Told of every answer's headers. */
  onAnswer?: (headers: Headers) => void;
}

/** Rejects with NoAnswerFromRegion, with OutboundError where another try at once would not help, or with the signal's reason. */
export function openRegistry(
  { outbound }: Pick<Deps, "outbound">,
  region: Region,
  { scopes, headers: always = {}, timeoutMs, onAnswer }: Options,
): Transport<StreamedBody> {
  let authorization: string | undefined;
  let authorized = scopes.length;

  const transport: Transport<StreamedBody> = async ({ method, url, headers, body, signal, onSent }) => {
    const send = () =>
      outbound({
        method,
        url,
        headers: {
          ...always,
          ...headers,
          ...(authorization !== undefined && { Authorization: authorization }),
        },
        body,
        onSent,
        tls: region,
        namedByOperator: isNamed(region, url),
        timeoutMs,
        maxBytes: MANIFEST_MAX,
        signal,
      });
    try {
      if (scopes.length > authorized) authorization = undefined;
      let answer = await send();
      if (answer.status === 401) {
        authorized = scopes.length;
        authorization = await signIn(answer, signal);
        if (authorization !== undefined) answer = await send();
      }
      onAnswer?.(answer.headers);
      return { status: answer.status, header: (name) => answer.headers.get(name), text: answer.text };
    } catch (error) {
      const passes = error instanceof OutboundError && !LASTING.has(error.failure);
      throw passes ? new NoAnswerFromRegion(error) : error;
    }
  };
  return transport;

  /** Undefined where the region refuses the login. */
  async function signIn(challenged: OutboundAnswer, signal?: AbortSignal): Promise<string | undefined> {
    const challenge = challenged.headers.get("WWW-Authenticate") ?? "";
    for (const user of usersOf(region)) {
      const basic = `Basic ${btoa(`${user}:${await hmacSha256Hex(region.secretKey, region.accessKey)}`)}`;
      // Whether the login is right shows with the next answer.
      if (/^basic\b/i.test(challenge)) return basic;
      const token = await fetchToken(challenge, basic, signal);
      if (token !== undefined) return `Bearer ${token}`;
    }
    return undefined;
  }

  async function fetchToken(
    challenge: string,
    basic: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const { realm, service } = readChallenge(challenge);
    if (realm === undefined || isWeaker(realm, region.registry)) return undefined;
    const url = new URL(realm);
    if (service !== undefined) url.searchParams.set("service", service);
    for (const scope of scopes) url.searchParams.append("scope", scope);
    const { status, text } = await outbound({
      method: "GET",
      url: url.href,
      headers: { Accept: "application/json", Authorization: basic },
      tls: region,
      namedByOperator: isNamed(region, url.href),
      timeoutMs,
      maxBytes: MANIFEST_MAX,
      signal,
    });
    return status === 200 ? readToken(text) : undefined;
  }
}

/**
 * User names to try. On the clouds a project has its region's name, so where only the project's id is known, both the
 * region's name and the id are tried.
 */
function usersOf({ id, project, accessKey }: Region): string[] {
  const projects = /^[0-9a-f]{32}$/.test(project) ? [id, project] : [project];
  return projects.map((name) => `${name}@${accessKey}`);
}

/** Only what the operator's file names itself, not an address that a registry sends clients to. */
function isNamed({ isOperators, registry, api }: Region, url: string): boolean {
  const { host } = new URL(url);
  return isOperators && [registry, api].some((named) => named !== undefined && new URL(named).host === host);
}

/** The login is not sent over a weaker connection than the registry's own. */
function isWeaker(realm: string, registry: string): boolean {
  return registry.startsWith("https:") && !realm.startsWith("https:");
}

function readChallenge(challenge: string): { realm?: string; service?: string } {
  if (!/^bearer\s/i.test(challenge)) return {};
  const value = (name: string) => new RegExp(`[\\s,]${name}="([^"]*)"`, "i").exec(challenge)?.[1];
  const [realm, service] = [value("realm"), value("service")];
  if (realm === undefined || !/^https?:/.test(realm) || !URL.canParse(realm)) return {};
  return { realm, ...(service !== undefined && { service }) };
}

const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });

function readToken(text: string): string | undefined {
  try {
    const { token, access_token } = tokenSchema.parse(JSON.parse(text));
    return token ?? access_token;
  } catch {
    return undefined;
  }
}
