/** `/v3/auth/tokens`: POST makes a token as Keystone does, by password or by another token; GET describes a token. */
import { type Context, Hono } from "hono";
import { z } from "zod";
import { PASSWORD_MAX, USER_NAME_MAX } from "../../core/limits.ts";
import { maySeeTo } from "../access/policy.ts";
import type { Caller } from "../context.ts";
import { IamError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import { readInput } from "../read-input.ts";
import { clientAuthentication } from "./client-authentication.ts";
import { type Admission, admit } from "./find-caller.ts";
import { projectOfAccount } from "./projects.ts";
import type { SignInCheck, SignInResult } from "./sign-in.ts";
import { inMicroseconds } from "./times.ts";
import { createToken, findToken, type Lifetime } from "./tokens.ts";

const scopeTarget = z.object({ id: z.string().optional(), name: z.string().optional() });
type ScopeTarget = z.infer<typeof scopeTarget>;

const passwordSchema = z.object({
  user: z.object({
    name: z.string().min(1).max(USER_NAME_MAX),
    password: z.string().min(1).max(PASSWORD_MAX),
    domain: z.object({ name: z.string().min(1).max(USER_NAME_MAX) }),
  }),
});

const identitySchema = z
  .object({
    methods: z.tuple([z.enum(["password", "token"])]),
    password: passwordSchema.optional(),
    token: z.object({ id: z.string() }).optional(),
  })
  .refine(({ methods: [method], ...proofs }) => proofs[method], "what the method needs is missing");

const requestSchema = z.object({
  auth: z.object({
    identity: identitySchema,
    scope: z.object({ project: scopeTarget.optional(), domain: scopeTarget.optional() }).optional(),
  }),
});

type Proof = z.infer<typeof identitySchema>;
type Scope = z.infer<typeof requestSchema>["auth"]["scope"];

export function tokenRoutes(signIn: SignInCheck): App {
  const routes = new Hono<AppEnv>();
  routes.post("/", async (c) => {
    const { auth } = readInput(
      requestSchema,
      await c.req.json().catch(() => undefined),
      (text) => new IamError(400, `the body is not a password or token request of Keystone v3: ${text}`),
    );
    const { identity, scope } = auth;
    const { caller, until } = await proven(c, signIn, identity);
    if (!inScope(scope?.project, caller.project) || !inScope(scope?.domain, caller.account)) {
      throw new IamError(403, "the user has no part in that project or domain");
    }
    const subject = { user_id: caller.user.id, project_id: caller.project.id };
    const issued = await createToken(c.get("deps"), subject, until);
    c.header("X-Subject-Token", issued.token);
    const token = {
      ...presentToken(caller, scope, issued),
      methods: identity.methods,
      ...catalog(c, caller),
    };
    return c.json({ token }, 201);
  });
  routes.get("/", clientAuthentication, async (c) => {
    const token = c.req.header("X-Subject-Token");
    if (token === undefined) throw new IamError(400, "X-Subject-Token: the token to show");
    const found = await findToken(c.get("deps"), token);
    const caller = c.get("caller");
    if (found?.caller.account.id !== caller.account.id)
      throw new IamError(404, "the token is unknown or has ended");
    if (!maySeeTo(caller, found.caller.user.id)) {
      throw new IamError(403, "only an administrator of the account may do this");
    }
    c.header("X-Subject-Token", token);
    // Whatever scope the token was made with, it works on the project (presentToken).
    const scope = { project: {} };
    const shown = presentToken(found.caller, scope, found);
    return c.json({ token: { ...shown, methods: ["password"], ...catalog(c, found.caller) } });
  });
  return routes;
}

/** Who the caller is. `until`: the end of the token that proved it. */
async function proven(
  c: Context<AppEnv>,
  signIn: SignInCheck,
  { methods: [method], password, token }: Proof,
): Promise<{ caller: Caller; until?: Date }> {
  if (method === "password" && password) {
    const { name: user, password: secret, domain } = password.user;
    const credentials = { account: domain.name, user, password: secret };
    return { caller: await callerOf(c, await signIn(credentials, c.get("request"))) };
  }
  const found = await findToken(c.get("deps"), token?.id ?? "");
  if (!found) throw new IamError(401, "the token is unknown or has ended");
  return { caller: found.caller, until: found.expiresAt };
}

const REFUSALS: Record<Exclude<Admission["outcome"], "admitted">, string> = {
  gone: "the user does not exist",
  "account disabled": "the account is disabled",
  "user disabled": "the user is disabled",
  "other access mode": "the user has no programmatic access",
};

async function callerOf(c: Context<AppEnv>, result: SignInResult): Promise<Caller> {
  if (result.outcome === "wait") {
    c.header("Retry-After", String(result.seconds));
    throw new IamError(429, "too many attempts, try again later");
  }
  if (result.outcome === "refused") throw new IamError(401, "account, user and password do not match");
  const deps = c.get("deps");
  const project = await projectOfAccount(deps, result.accountId);
  const identity = { user_id: result.userId, project_id: project.id };
  const admission = await admit(deps.db, identity, "token");
  if (admission.outcome !== "admitted") throw new IamError(403, REFUSALS[admission.outcome]);
  return admission.caller;
}

function inScope(target: ScopeTarget | undefined, own: { id: string; name: string }): boolean {
  if (target === undefined) return true;
  return (target.id ?? own.id) === own.id && (target.name ?? own.name) === own.name;
}

/** Without a project in the scope the token speaks for the account (IAM, "scope"); it works on its project all the same. */
function presentToken(caller: Caller, scope: Scope, { issuedAt, expiresAt }: Lifetime) {
  const domain = caller.account;
  return {
    expires_at: inMicroseconds(expiresAt),
    issued_at: inMicroseconds(issuedAt),
    user: { ...caller.user, domain, password_expires_at: "" },
    ...(scope?.project ? { project: { ...caller.project, domain } } : { domain }),
    // IAM's name for an account's administrator.
    roles: caller.isAdministrator ? [{ id: "0", name: "te_admin" }] : [],
  };
}

/** `nocatalog` with any text leaves it out. */
function catalog(c: Context<AppEnv>, { project }: Caller) {
  if (c.req.query("nocatalog")) return {};
  const url = new URL(c.req.url).origin;
  const endpoint = { id: "swr", interface: "public", region: project.name, region_id: project.name, url };
  return { catalog: [{ id: "swr", name: "swr", type: "swr", endpoints: [endpoint] }] };
}
