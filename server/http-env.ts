/** What the routes of the service hand down to each other, outside what the management API's handlers see. */
import type { Hono, MiddlewareHandler } from "hono";
import type { Caller, Context, RequestFacts } from "./context.ts";
import type { Deps } from "./deps.ts";

export interface AppEnv {
  /** What the adapter in front adds to the request; absent in tests and in the browser demo. */
  Bindings: {
    /** Who connected. */
    clientAddress?: string;
    /** The body, by a faster way than Request.body. Instead of it, and once. */
    openBody?: () => ReadableStream<Uint8Array>;
  };
  Variables: { requestId: string; deps: Deps; request: RequestFacts; caller: Caller; context: Context };
}

export type AppMiddleware = MiddlewareHandler<AppEnv>;
export type App = Hono<AppEnv>;
