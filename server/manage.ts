/** Binds operations of the wire (core/operations.ts) to handlers: path, validation, success code, empty answers. */
import { Hono, type Context as HonoContext } from "hono";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import type { SwrErrorName } from "../core/errors.ts";
import type { Operation } from "../core/operations/define.ts";
import {
  type Body,
  type OperationId,
  operations,
  type Params,
  type Query,
  type ResponseOf,
} from "../core/operations.ts";
import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";

/** Set by the authentication in front of these routes. */
export interface ManageEnv {
  Variables: { requestId: string; context: Context };
}

interface Answer<Value> {
  value: Value;
  headers?: Record<string, string>;
}

type Handler<Id extends OperationId> = (
  context: Context,
  input: { params: Params<Id>; query: Query<Id>; body: Body<Id> },
) => Promise<Answer<ResponseOf<Id>>>;

/** Answered by 501 so far. */
const notYetCarried = [
  "CreateNamespaceAuth",
  "UpdateNamespaceAuth",
  "DeleteNamespaceAuth",
  "ShowNamespaceAuth",
  "ListSharedReposDetails",
  "ListSharedRepoDetails",
  "CreateUserRepositoryAuth",
  "UpdateUserRepositoryAuth",
  "DeleteUserRepositoryAuth",
  "CreateRepoDomains",
  "ListRepoDomains",
  "ShowAccessDomain",
  "UpdateRepoDomains",
  "DeleteRepoDomains",
  "CreateRepoShare",
  "ListRepoShares",
  "ShowRepoShare",
  "UpdateRepoShare",
  "DeleteRepoShare",
  "CreateImageSyncRepo",
  "ListImageAutoSyncReposDetails",
  "DeleteImageSyncRepo",
  "CreateManualImageSyncRepo",
  "ShowSyncJob",
  "CreateTrigger",
  "ListTriggersDetails",
  "ShowTrigger",
  "UpdateTrigger",
  "DeleteTrigger",
  "CreateRetention",
  "ListRetentions",
  "ListRetentionHistories",
  "ShowRetention",
  "UpdateRetention",
  "DeleteRetention",
  "CreateAuthorizationToken",
  "CheckAgency",
  "CreateAgency",
] as const satisfies readonly OperationId[];

/** Of the service itself: they need no caller, and share their paths with the console and the registry (versions/). */
const boundElsewhere = ["ListApiVersions", "ShowApiVersion"] as const satisfies readonly OperationId[];

type CarriedId = Exclude<OperationId, (typeof notYetCarried | typeof boundElsewhere)[number]>;

export type Handlers = { [Id in CarriedId]: Handler<Id> };

/** Every other operation of the table has a handler, or this does not compile. */
export function manageRoutes(handlers: Handlers): Hono<ManageEnv> {
  const routes = new Hono<ManageEnv>();
  for (const id of (Object.keys(operations) as OperationId[]).filter(isCarried)) bind(routes, id, handlers);
  routes.all("/v2/manage/*", notImplemented);
  routes.all("/v3/manage/*", notImplemented);
  return routes;
}

/** What the feature gates tell clients, too. */
/** Of those bound elsewhere, all are. */
export function isAnswered(id: OperationId): boolean {
  return !notYetCarried.some((other) => other === id);
}

export function isCarried(id: OperationId): id is CarriedId {
  return ![...notYetCarried, ...boundElsewhere].some((other) => other === id);
}

function notImplemented(c: HonoContext): never {
  throw new SwrError("notImplemented", `${c.req.method} ${c.req.path}`);
}

function bind<Id extends CarriedId>(routes: Hono<ManageEnv>, id: Id, handlers: Handlers): void {
  const operation: Operation = operations[id];
  const handler = handlers[id] as unknown as (context: Context, input: unknown) => Promise<Answer<unknown>>;
  routes.on(operation.method, routePath(operation), async (c) => {
    const input = {
      params: parse(operation.params, c.req.param(), "missingParameter"),
      query: parse(operation.query, c.req.query(), "invalidQuery"),
      body: parse(operation.body, await readBody(c, operation), "invalidBody"),
    };
    const answer = await handler(c.get("context"), input);
    for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value);
    if (answer.value === undefined) return c.body(null, operation.success as StatusCode);
    return c.json(answer.value, operation.success as ContentfulStatusCode);
  });
}

/** `/v2/manage/namespaces/:namespace` */
export function routePath({ path }: Pick<Operation, "path">): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

async function readBody(c: HonoContext, operation: Operation): Promise<unknown> {
  if (operation.body.safeParse(undefined).success) return undefined;
  try {
    return await c.req.json();
  } catch {
    throw new SwrError("invalidBody", "the body is not JSON");
  }
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  error: "missingParameter" | "invalidQuery" | "invalidBody",
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new SwrError(
    (error === "invalidBody" && issue && fieldError(issue)) || error,
    issue ? `${issue.path.join(".")}: ${issue.message}` : undefined,
  );
}

/** Fields of a body whose refusal has a code of its own (fact sheet, section 2.1). */
function fieldError({ path: [field], code }: z.core.$ZodIssue): SwrErrorName | undefined {
  switch (field) {
    case "is_public":
      return "invalidPublicFlag";
    case "source_tag":
    case "destination_tag":
      return "invalidTag";
    case "description":
      return code === "too_big" ? "descriptionTooLong" : undefined;
    default:
      return undefined;
  }
}
