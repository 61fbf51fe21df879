/** One operation of the wire. The client, the service's routes and its validation all derive from these records. */
import { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Headings of the SWR API reference, and two for what is not in it. */
export type Group =
  | "Organizations"
  | "Organization permissions"
  | "Repositories"
  | "Repository permissions"
  | "Tags"
  | "Account sharing (access domains)"
  | "Share rules (newer, 2026)"
  | "Image synchronization"
  | "Triggers"
  | "Retention (aging) policies"
  | "Login commands"
  | "Quota, statistics, features, agency"
  | "API versions"
  | "IAM"
  | "Console";

export interface Operation {
  group: Group;
  /** One line for people who read the OpenAPI document. */
  summary: string;
  method: Method;
  /** With `{name}` for each path parameter; an image's `/` travels as `$` there (core/names.ts). */
  path: string;
  /** Each field is one path parameter. */
  params: z.ZodObject;
  /** Query values arrive as text: numbers are coerced. */
  query: z.ZodObject;
  body: z.ZodType;
  response: z.ZodType;
  success: number;
  /** Response headers that carry part of the answer. */
  responseHeaders: readonly string[];
  /** HTTP statuses of failures the reference names for this call; 403 may come from any call besides. */
  errors: readonly number[];
}

/** What an operation takes, once it is checked. */
export interface InputOf<Op extends Operation> {
  params: z.output<Op["params"]>;
  query: z.output<Op["query"]>;
  body: z.output<Op["body"]>;
}

export type AnswerOf<Op extends Operation> = z.output<Op["response"]>;

const empty = z.object({});

/**
 * What is sent where the reference has no answer: clients read JSON from every 2xx but 204, and take an empty body for
 * a failure (Terraform's provider).
 */
export const emptyAnswer = z.object({});

/** Fills in what most operations have: no query, no body, an empty answer, the four usual failures. */
export function operation<
  Verb extends Method,
  Params extends z.ZodObject = typeof empty,
  Query extends z.ZodObject = typeof empty,
  Body extends z.ZodType = z.ZodUndefined,
  Success extends number = number,
  Response extends z.ZodType = z.ZodType<Success extends 204 ? undefined : Record<string, never>>,
>(definition: {
  group: Group;
  summary: string;
  method: Verb;
  path: string;
  params?: Params;
  query?: Query;
  body?: Body;
  response?: Response;
  success: Success;
  responseHeaders?: readonly string[];
  errors?: readonly number[];
}) {
  return {
    params: empty as unknown as Params,
    query: empty as unknown as Query,
    body: z.undefined() as unknown as Body,
    response: (definition.success === 204 ? z.undefined() : emptyAnswer) as unknown as Response,
    responseHeaders: [],
    errors: [400, 401, 404, 500],
    ...definition,
  } as const satisfies Operation;
}
