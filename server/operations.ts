/** The operations of the wire and of the console (core/), each answered by the handler handed in for it, or by 501. */
import { Hono, type Context as HonoContext } from "hono";
import { sessionOperations } from "../core/console-operations/session.ts";
import { consoleOperations } from "../core/console-operations.ts";
import type { AnswerOf, InputOf, Operation } from "../core/operations/define.ts";
import { versionOperations } from "../core/operations/versions.ts";
import { type OperationId, operations } from "../core/operations.ts";
import { type Answer, bind, routePath } from "./bind.ts";
import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";
import type { App, AppEnv } from "./http-env.ts";
import { swrInputError } from "./input-errors.ts";

/** These need no caller: versions/ answers the one, identity/ the other. */
type BoundElsewhere = keyof typeof versionOperations | keyof typeof sessionOperations;

type Bound = Omit<typeof operations & typeof consoleOperations, BoundElsewhere>;

type Handler<Op extends Operation> = (context: Context, input: InputOf<Op>) => Promise<Answer<AnswerOf<Op>>>;

/** What a service carries is what is in here. */
export type Handlers = { [Id in keyof Bound]?: Handler<Bound[Id]> };

export function isCarried(handlers: Handlers, id: OperationId): boolean {
  return id in handlers || id in versionOperations;
}

export function manageRoutes(handlers: Handlers): App {
  const routes = new Hono<AppEnv>();
  bindTable(routes, without(operations, versionOperations), handlers);
  routes.all("/v2/manage/*", unknown);
  routes.all("/v3/manage/*", unknown);
  return routes;
}

const ofSignedIn = without(consoleOperations, sessionOperations);

/** Where consoleRoutes answers, for the authentication in front of it. */
export const CONSOLE_PATHS = Object.values(ofSignedIn).map(routePath);

export function consoleRoutes(handlers: Handlers): App {
  const routes = new Hono<AppEnv>();
  bindTable(routes, ofSignedIn, handlers);
  return routes;
}

type Table = Record<string, Operation>;

function without(table: Table, others: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([id]) => !(id in others)));
}

/** First what is carried: nothing that is not stands in its way where both match a path. */
function bindTable(routes: App, table: Table, handlers: Handlers): void {
  const all = Object.entries(table);
  for (const [id, operation] of all) {
    const handler = handlers[id as keyof Handlers] as Handler<Operation> | undefined;
    if (handler) bind(routes, operation, swrInputError, (c, input) => handler(c.get("context"), input));
  }
  for (const [id, operation] of all) {
    if (!(id in handlers)) routes.on(operation.method, routePath(operation), notImplemented);
  }
}

/** Here, or the registry would take it for a repository's. */
function unknown(): never {
  throw new SwrError("urlNotFound");
}

function notImplemented(c: HonoContext): never {
  throw new SwrError("notImplemented", `${c.req.method} ${c.req.path}`);
}
