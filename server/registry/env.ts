/** What the routes of the registry find set on each request. */
import type { Context } from "hono";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import type { AppEnv } from "../http-env.ts";
import type { Access } from "./scope.ts";

export interface RegistryEnv {
  Bindings: AppEnv["Bindings"];
  Variables: {
    requestId: string;
    deps: Deps;
    /** Host and port the caller reached the service by; the `service` of the token specification. */
    host: string;
    /** Undefined: not signed in, or a client with an anonymous token. */
    caller: Caller | undefined;
    /** What a bearer token grants. Undefined: the caller proved itself otherwise, and the policy alone decides. */
    scopes?: Access[] | undefined;
  };
}

export type RegistryContext = Context<RegistryEnv>;

/** Null where the request has none. To be called once. */
export function bodyOf(c: RegistryContext): ReadableStream<Uint8Array> | null {
  return c.env?.openBody?.() ?? c.req.raw.body;
}
