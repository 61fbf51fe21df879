/** Who calls the registry under `/v2`: a bearer of a token of the token service, or a login sent directly (Basic). */
import type { MiddlewareHandler } from "hono";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { findCaller } from "../identity/find-caller.ts";
import { findLogin } from "../login/find-login.ts";
import { scopesOf } from "./demand.ts";
import type { RegistryContext, RegistryEnv } from "./env.ts";
import { parsePath } from "./path.ts";
import { type Access, formatScope } from "./scope.ts";
import { readToken } from "./tokens.ts";

export const TOKEN_PATH = "/v2/token";

export const registryAuthentication: MiddlewareHandler<RegistryEnv> = async (c, next) => {
  const deps = c.get("deps");
  const [scheme = "", credentials = ""] = (c.req.header("authorization") ?? "").split(/ +/, 2);
  if (/^bearer$/i.test(scheme)) {
    const token = await readToken(deps, c.get("request").host, credentials);
    if (!token) throw challenge(c, "invalid_token");
    const caller = token.subject && (await findCaller(deps.db, token.subject, "login"));
    if (token.subject && !caller) throw challenge(c, "invalid_token");
    c.set("caller", caller);
    c.set("scopes", token.access);
  } else {
    const caller = /^basic$/i.test(scheme) ? await callerOfBasic(deps, credentials) : undefined;
    if (!caller) throw challenge(c);
    c.set("caller", caller);
  }
  await next();
};

/**
 * The answer that sends a client to the token service, for the scopes its request asks for. `error` is RFC 6750's, for clients that came with a token.
 * The realm is the address the client itself used, so that it works behind any name.
 */
export function challenge(c: RegistryContext, error?: "invalid_token" | "insufficient_scope"): RegistryError {
  const scopes = scopesOfRequest(c);
  const parts = [
    `realm="${new URL(c.req.url).origin}${TOKEN_PATH}"`,
    `service="${c.get("request").host}"`,
    ...(scopes.length > 0 ? [`scope="${scopes.map(formatScope).join(" ")}"`] : []),
    ...(error ? [`error="${error}"`] : []),
  ];
  return new RegistryError("UNAUTHORIZED", "authentication required", {
    headers: { "www-authenticate": `Bearer ${parts.join(",")}` },
  });
}

/** `user:password` in Base64, as UTF-8. The password may contain `:`. */
export async function callerOfBasic(deps: Deps, credentials: string): Promise<Caller | undefined> {
  const text = decodeBase64(credentials);
  const at = text?.indexOf(":") ?? -1;
  if (text === undefined || at <= 0) return undefined;
  return findLogin(deps, text.slice(0, at), text.slice(at + 1));
}

function decodeBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function scopesOfRequest(c: RegistryContext): Access[] {
  return scopesOf(c.req.method, parsePath(c.req.path.slice("/v2".length)), c.req.query("from"));
}
