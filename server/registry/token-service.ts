/**
 * `/v2/token`, the token service of the Docker token specification: GET with Basic credentials (docker, skopeo), or the
 * OAuth2 form (containerd, which falls back to GET). Without credentials the token is good for public images.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { findLogin } from "../login/find-login.ts";
import { findRepository } from "../manifests/repository.ts";
import { callerOfBasic, TOKEN_PATH } from "./authentication.ts";
import { rightToUse } from "./authorize.ts";
import type { RegistryContext, RegistryEnv } from "./env.ts";
import { type Access, formatScope, parseScope, type ScopeAction } from "./scope.ts";
import { signToken, TOKEN_SECONDS } from "./tokens.ts";

/** Where the original has it (SWR API reference, section 4.1). */
const SWR_AUTH_PATH = "/swr/auth/v2/registry/auth";

const FORM_BYTES = 64 * 1024;

/** Far above the scopes of a push with the sources of all its mounts; each costs some queries. */
const SCOPES_MAX = 50;
const ACTIONS: readonly ScopeAction[] = ["pull", "push", "delete"];

/** Mounted before the registry's authentication, which would take this path for a repository's. */
export function tokenServiceRoutes(deps: Deps): Hono<RegistryEnv> {
  const routes = new Hono<RegistryEnv>();

  for (const path of [TOKEN_PATH, SWR_AUTH_PATH]) {
    routes.use(path, async (c, next) => {
      await next();
      c.header("cache-control", "no-store");
    });
  }

  routes.get(TOKEN_PATH, (c) => answer(c, c.req.queries("scope") ?? []));

  // Harbor asks for `push,pull` and deletes with that token, too.
  routes.get(SWR_AUTH_PATH, (c) =>
    answer(
      c,
      (c.req.queries("scope") ?? []).map((scope) => `${scope},delete`),
    ),
  );

  async function answer(c: RegistryContext, scopes: readonly string[]): Promise<Response> {
    const header = c.req.header("authorization");
    const caller = header && (await callerOfBasic(deps, header.replace(/^basic +/i, "")));
    if (header && !caller) throw wrongCredentials();
    const { token, issued } = await issue(deps, c, caller || undefined, scopes.join(" "));
    return c.json({ token, access_token: token, ...issued });
  }

  routes.post(TOKEN_PATH, bodyLimit({ maxSize: FORM_BYTES, onError: tooLarge }), async (c) => {
    const form = new URLSearchParams(await c.req.text());
    if (form.get("grant_type") !== "password") {
      throw new RegistryError("UNSUPPORTED", "the only grant type is password");
    }
    const caller = await findLogin(deps, form.get("username") ?? "", form.get("password") ?? "");
    if (!caller) throw wrongCredentials();
    const { token, issued, access } = await issue(deps, c, caller, form.getAll("scope").join(" "));
    return c.json({ access_token: token, scope: access.map(formatScope).join(" "), ...issued });
  });

  return routes;
}

function tooLarge(): never {
  throw new RegistryError("SIZE_INVALID", "the form is larger than 64 KB");
}

/** It begins with the original's words, which people and scripts look for. */
const WRONG_CREDENTIALS =
  "denied: Authenticate Error: log in anew with a login command from the console, whose own password does not count here";

function wrongCredentials(): RegistryError {
  return new RegistryError("UNAUTHORIZED", WRONG_CREDENTIALS, {
    headers: { "www-authenticate": 'Basic realm="registry"' },
  });
}

async function issue(deps: Deps, c: RegistryContext, caller: Caller | undefined, wanted: string) {
  const texts = new Set(wanted.split(" ").filter((text) => text !== ""));
  if (texts.size > SCOPES_MAX) {
    throw new RegistryError("DENIED", `a token is for ${SCOPES_MAX} scopes at most`);
  }
  const scopes = [...texts].flatMap((text) => parseScope(text) ?? []);
  const access: Access[] = [];
  let seconds = TOKEN_SECONDS;
  for (const scope of scopes) {
    const { actions, ends } = await granted(deps, caller, scope);
    access.push({ ...scope, actions });
    for (const end of ends) seconds = Math.min(seconds, secondsUntil(end, deps));
  }
  const subject = caller && { user_id: caller.user.id, project_id: caller.project.id };
  const token = await signToken(deps, c.get("request").host, { subject, access }, seconds);
  const issued = { expires_in: seconds, issued_at: deps.clock().toISOString() };
  return { token, access, issued };
}

/**
 * Seconds until a share ends, as a token must not outlive it. Tokens are issued in whole seconds and shares end at one,
 * so a second that has begun counts in full.
 */
function secondsUntil(end: string, { clock }: Deps): number {
  return Math.ceil((Date.parse(end) - clock().getTime()) / 1000);
}

/**
 * The wanted scopes that the policy allows, and when those rights end. A token with fewer is an answer too; the
 * registry then refuses.
 */
async function granted(
  deps: Deps,
  caller: Caller | undefined,
  wanted: Access,
): Promise<{ actions: string[]; ends: string[] }> {
  if (wanted.type === "registry" && wanted.name === "catalog")
    return { actions: caller ? ["*"] : [], ends: [] };
  if (wanted.type !== "repository") return { actions: [], ends: [] };
  const repository = await findRepository(deps, wanted.name);
  const actions: string[] = [];
  const ends: string[] = [];
  for (const action of ACTIONS) {
    const isWanted = wanted.actions.includes(action) || wanted.actions.includes("*");
    const right = isWanted && (await rightToUse(deps, caller, repository, action));
    if (!right) continue;
    actions.push(action);
    if (right.until !== undefined) ends.push(right.until);
  }
  return { actions, ends };
}
