/** What a call of IAM brings, checked against its schema; IAM answers 400 in its own form. */
import type { Context } from "hono";
import type { z } from "zod";
import { IamError } from "../errors.ts";
import type { AppEnv } from "../http-env.ts";

export async function readBody<T extends z.ZodType>(c: Context<AppEnv>, schema: T): Promise<z.output<T>> {
  return parse(schema, await c.req.json().catch(() => undefined));
}

export function readQuery<T extends z.ZodType>(c: Context<AppEnv>, schema: T): z.output<T> {
  return parse(schema, c.req.query());
}

/** Names the field and the rule, never the value: that may be a password. */
function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new IamError(400, issue ? `${issue.path.join(".")}: ${issue.message}` : "invalid input");
}
