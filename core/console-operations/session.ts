/** Signing in and out at the console; its cookie is what counts below `/api`. */
import { z } from "zod";
import type { EditionProfile } from "../editions.ts";
import { PASSWORD_MAX, USER_NAME_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";
import { SESSION_PATH, type Session, type SignIn } from "../session.ts";

const named = z.object({ id: z.string(), name: z.string() });

const sessionSchema = z.object({
  account: named,
  user: named.extend({ isAdministrator: z.boolean(), hasProgrammaticAccess: z.boolean() }),
  project: named,
  region: z.string(),
  edition: z.custom<EditionProfile>(),
}) satisfies z.ZodType<Session>;

const signInSchema = z.object({
  account: z.string().min(1).max(USER_NAME_MAX),
  user: z.string().min(1).max(USER_NAME_MAX),
  password: z.string().min(1).max(PASSWORD_MAX),
}) satisfies z.ZodType<SignIn>;

export const sessionOperations = {
  /** Null where nobody is signed in. That is no failure: it is what a first visit asks. */
  ShowSession: operation({
    group: "Console",
    summary: "Show who is signed in",
    method: "GET",
    path: SESSION_PATH,
    response: sessionSchema.nullable(),
    success: 200,
    errors: [500],
  }),
  CreateSession: operation({
    group: "Console",
    summary: "Sign in",
    method: "POST",
    path: SESSION_PATH,
    body: signInSchema,
    response: sessionSchema,
    success: 200,
    errors: [400, 401, 429, 500],
  }),
  UpdateSession: operation({
    group: "Console",
    summary: "Go on in another project of the account",
    method: "PATCH",
    path: SESSION_PATH,
    body: z.object({ project_id: z.string().min(1).max(64) }),
    response: sessionSchema,
    success: 200,
    errors: [400, 401, 403, 500],
  }),
  DeleteSession: operation({
    group: "Console",
    summary: "Sign out",
    method: "DELETE",
    path: SESSION_PATH,
    success: 204,
    errors: [500],
  }),
};
