/** Malformed input of IAM, of the sign-ins and of the console's own routes. */
import fc from "fast-check";
import { test } from "vitest";
import type { z } from "zod";
import { consoleOperations } from "../../core/console-operations.ts";
import { iamOperations } from "../../core/iam-operations.ts";
import type { Operation } from "../../core/operations/define.ts";
import { CONSOLE_IAM_PREFIX } from "../../core/session.ts";
import {
  accepts,
  exampleOf,
  fuzzParameters,
  hostileBody,
  hostileHeaders,
  hostileLength,
  hostileQuery,
  hostileSegment,
} from "./input.ts";
import { setUpRange } from "./range.ts";
import type { Target } from "./service.ts";
import type { Form } from "./verdict.ts";

const RUNS = 40;

const range = setUpRange();

interface Route {
  method: string;
  /** `{real}` stands for an id that is, or for one that cannot be. */
  path: string;
  real?: (target: Target) => string;
  query?: string[];
  /** What it takes; a text that the schema lets through may succeed. */
  body?: z.ZodType;
  /** Where the schema is the route's own: something right, of which every change is wrong or changes nothing. */
  example?: unknown;
  area: "iam" | "session";
}

/** Ids that are. */
const REAL: Record<string, (target: Target) => string> = {
  user_id: (target) => target.member.id,
  access_key: (target) => target.accessKey,
};
const passwordRequest = {
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "admin", password: "wrong", domain: { name: "local" } } },
    },
    scope: { project: { name: "local-1" } },
  },
};
const ROUTES: Route[] = [
  ...Object.values<Operation>(iamOperations).map((operation) => ofTable(operation, "iam")),
  { method: "POST", path: "/v3/auth/tokens", example: passwordRequest, query: ["nocatalog"], area: "iam" },
  { method: "GET", path: "/v3/auth/tokens", query: ["nocatalog"], area: "iam" },
  { method: "GET", path: "/v3/{real}", area: "iam" },
  // Signing out would leave the others without a session.
  ...Object.entries(consoleOperations).flatMap(([id, operation]) =>
    id === "DeleteSession" ? [] : ofTable(operation, "session"),
  ),
  { method: "GET", path: "/api/{real}", area: "session" },
];

/** Nothing that is is deleted. */
function ofTable({ method, path, params, query, body }: Operation, area: Route["area"]): Route {
  const hasBody = !body.safeParse(undefined).success;
  const [param = ""] = Object.keys(params.shape);
  const real = method === "DELETE" ? undefined : REAL[param];
  return {
    method,
    path: path.replace(/\{\w+\}/, "{real}"),
    ...(real && { real }),
    query: Object.keys(query.shape),
    ...(hasBody && { body }),
    area,
  };
}

test.each(ROUTES)("$method $path", async ({ method, path, real, query, body: schema, example, area }) => {
  const right = example ?? (schema && exampleOf(schema));
  const shots = fc.record({
    segment: real ? fc.option(hostileSegment, { nil: undefined }) : hostileSegment,
    query: hostileQuery(query ?? ["x"]),
    body: right === undefined ? fc.constant(undefined) : hostileBody(right),
    headers: hostileHeaders,
    length:
      right === undefined ? fc.constant(undefined) : fc.option(hostileLength, { nil: undefined, freq: 20 }),
    byConsole: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(shots, async ({ segment, query, body, headers, length, byConsole }) => {
      const target = range.target();
      const atConsole = area === "iam" && byConsole && !path.startsWith("/v3/auth/tokens");
      const proof = area === "session" || atConsole ? target.console : target.client;
      const subject = path === "/v3/auth/tokens" ? { "x-subject-token": "none" } : {};
      const shot = {
        method,
        path: `${atConsole ? CONSOLE_IAM_PREFIX : ""}${path.replace("{real}", () => segment ?? real?.(target) ?? "")}${query}`,
        headers: {
          ...headers,
          ...subject,
          ...proof,
          ...(length !== undefined && { "content-length": length }),
        },
        body,
      };
      const form: Form = area === "iam" ? "iam" : "manage";
      // What takes nothing can be sent nothing malformed.
      const takesNothing = schema === undefined && !path.includes("{");
      await range.fire(form, shot, takesNothing || (schema !== undefined && accepts(schema, body)));
    }),
    fuzzParameters(RUNS),
  );
});
