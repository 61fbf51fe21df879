/** Makes routes of the tables of operations (core/): path, validation, success code, empty answers. */
import type { Env, Hono, Context as HonoContext } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import type { AnswerOf, InputOf, Operation } from "../core/operations/define.ts";
import { readInput } from "./read-input.ts";

export interface Answer<Value> {
  value: Value;
  headers?: Record<string, string>;
}

/** Makes the area's error of what is wrong with one part of a request. */
export type Refuse = (part: "params" | "query" | "body", text: string, issue?: z.core.$ZodIssue) => Error;

export function bind<E extends Env, Op extends Operation>(
  routes: Hono<E>,
  operation: Op,
  refuse: Refuse,
  handle: (c: HonoContext<E>, input: InputOf<Op>) => Promise<Answer<AnswerOf<Op>>>,
): void {
  const { params, query, body, success }: Operation = operation;
  const read = (part: "params" | "query" | "body", schema: z.ZodType, value: unknown) =>
    readInput(schema, value, (text, issue) => refuse(part, text, issue));
  routes.on(operation.method, routePath(operation), async (c) => {
    const input = {
      params: read("params", params, c.req.param()),
      query: read("query", query, c.req.query()),
      body: read("body", body, await readBody(c, body, refuse)),
    };
    const { value, headers = {} } = await handle(c, input as InputOf<Op>);
    for (const [name, text] of Object.entries(headers)) c.header(name, text);
    if (success === 204) return c.body(null, success);
    return c.json(value as object, success as ContentfulStatusCode);
  });
}

/** `/v2/manage/namespaces/:namespace` */
export function routePath({ path }: Pick<Operation, "path">): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

async function readBody(c: HonoContext, schema: z.ZodType, refuse: Refuse): Promise<unknown> {
  if (schema.safeParse(undefined).success) return undefined;
  try {
    return await c.req.json();
  } catch {
    throw refuse("body", "the body is not JSON");
  }
}
