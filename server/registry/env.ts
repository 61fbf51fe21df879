/** What the routes of the registry find set on each request. */
import type { Context } from "hono";
import { type Caller, callerContext, type RequestFacts, type Context as ServiceContext } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { AppEnv } from "../http-env.ts";
import type { Access } from "./scope.ts";

export interface RegistryEnv {
  Bindings: AppEnv["Bindings"];
  Variables: {
    requestId: string;
    deps: Deps;
    /** Its host is the `service` of the token specification. */
    request: RequestFacts;
    /** Undefined: not signed in, or a client with an anonymous token. */
    caller: Caller | undefined;
    /** What a bearer token grants. Undefined: the caller proved itself otherwise, and the policy alone decides. */
    scopes?: Access[] | undefined;
  };
}

export type RegistryContext = Context<RegistryEnv>;

/** The context for services that change an image. Throws UNAUTHORIZED where nobody has signed in. */
export function contextOf(c: RegistryContext): ServiceContext {
  const caller = c.get("caller");
  if (!caller) throw new RegistryError("UNAUTHORIZED", "sign in first");
  return callerContext(c.get("deps"), caller, c.get("request"));
}

/** Null where the request has none. To be called once. */
export function bodyOf(c: RegistryContext): ReadableStream<Uint8Array> | null {
  return c.env?.openBody?.() ?? c.req.raw.body;
}
