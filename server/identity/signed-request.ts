/** Requests signed with an access key (AK/SK), by the algorithm SDK-HMAC-SHA256. */
import type { Context } from "hono";
import type { Caller } from "../context.ts";
import { GatewayError } from "../errors.ts";
import type { AppEnv } from "../http-env.ts";
import { canonicalRequest, SIGNING_ALGORITHM } from "../secrets/canonical-request.ts";
import { sha256Hex } from "../secrets/hex.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";
import { findAccessKey } from "./access-keys.ts";
import { findCaller } from "./find-caller.ts";
import { touch } from "./last-use.ts";
import { equalHashes } from "./secrets.ts";

/** How far the client's clock may be off. */
const WINDOW_MS = 15 * 60_000;
const UNSIGNED = "UNSIGNED-PAYLOAD";

/**
 * Whether the request is signed. Other variants (`SDK-HMAC-SM3`, the derived one) begin alike and are refused by
 * verifySignature.
 */
export function isSigned(authorization: string | undefined): authorization is string {
  return authorization !== undefined && /^(SDK|V\d+)-/.test(authorization);
}

/** Answers who signed. Throws GatewayError. The body can still be read afterwards. */
export async function verifySignature(c: Context<AppEnv>, authorization: string): Promise<Caller> {
  const deps = c.get("deps");
  const { access, signedHeaders, signature } = parseAuthorization(authorization);
  const date = c.req.header("X-Sdk-Date") ?? "";
  if (!(Math.abs(deps.clock().getTime() - parseDate(date)) <= WINDOW_MS)) {
    throw refused("X-Sdk-Date is missing or more than 15 minutes off");
  }
  const key = await findAccessKey(deps, access);
  if (!key) throw refused("the access key is unknown or inactive");
  const canonical = canonicalRequest({
    method: c.req.method,
    url: new URL(c.req.url),
    headers: c.req.raw.headers,
    signedHeaders,
    payloadHash: await payloadHash(c),
  });
  if (canonical === undefined) throw refused("a signed header is missing");
  const text = [SIGNING_ALGORITHM, date, await sha256Hex(new TextEncoder().encode(canonical))].join("\n");
  if (!equalHashes(await hmacSha256Hex(key.secret, text), signature)) {
    throw refused("verify aksk signature fail");
  }
  const caller = await findCaller(deps.db, key.identity, "key");
  if (!caller)
    throw refused("the user or account of the access key is disabled, or has no programmatic access");
  await touch(deps, "access_keys", key.id, key.lastUsedAt);
  return caller;
}

function parseAuthorization(text: string) {
  const parts = /^(\S+) Access=([^\s,]+), ?SignedHeaders=([^\s,]+), ?Signature=([0-9a-f]{64})$/.exec(text);
  const [, algorithm, access = "", signedHeaders = "", signature = ""] = parts ?? [];
  if (algorithm !== SIGNING_ALGORITHM) throw refused(`only ${SIGNING_ALGORITHM} is understood`);
  const names = signedHeaders.split(";");
  // `Headers` throws on a name that is no header's.
  if (!names.every((name) => /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name))) {
    throw refused("SignedHeaders is not of the required form");
  }
  return { access, signedHeaders: names, signature };
}

/** `YYYYMMDDTHHMMSSZ` → ms; NaN for anything else. */
function parseDate(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/**
 * The hash of the body. A client may name it in a header, which is then signed: it must be the body's hash, or say that
 * the body is not signed (uploads, and Go's SDK for bodies that are not JSON).
 */
async function payloadHash(c: Context<AppEnv>): Promise<string> {
  const named = c.req.header("X-Sdk-Content-Sha256");
  if (named === UNSIGNED) return named;
  const actual = await sha256Hex(new Uint8Array(await c.req.arrayBuffer()));
  if (named !== undefined && named !== actual) throw refused("X-Sdk-Content-Sha256 is not that of the body");
  return actual;
}

function refused(reason: string): GatewayError {
  return new GatewayError("APIGW.0301", `Incorrect IAM authentication information: ${reason}`);
}
