/** `/api/session`: the console signs in and out here; its cookie is what counts below `/api`. */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionOperations } from "../../core/console-operations/session.ts";
import type { SwrErrorName } from "../../core/error-codes.ts";
import { BACKGROUND_HEADER, SESSION_PATH, type Session, USER_HEADER } from "../../core/session.ts";
import { bind } from "../bind.ts";
import type { Caller } from "../context.ts";
import type { SessionEnd } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { SwrError } from "../errors.ts";
import type { App, AppEnv, AppMiddleware } from "../http-env.ts";
import { swrInputError } from "../input-errors.ts";
import { type Admission, admit, findCaller } from "./find-caller.ts";
import { projectOfAccount } from "./projects.ts";
import { changeProject, createSession, deleteSession, type FoundSession, findSession } from "./sessions.ts";
import type { SignInCheck } from "./sign-in.ts";

const COOKIE = "swr_session";
const COOKIE_PATH = "/api";

export const sessionAuthentication: AppMiddleware = async (c, next) => {
  const found = await signedIn(c);
  if (!found) throw new SwrError("unauthenticated");
  if ("ended" in found) throw new SwrError(ENDS[found.ended]);
  const shown = c.req.header(USER_HEADER);
  if (shown !== undefined && shown !== found.user.id) throw new SwrError("endedByOtherUser");
  c.set("caller", found);
  await next();
};

const ENDS: Record<SessionEnd, SwrErrorName> = {
  password: "endedByPassword",
  disabling: "endedByDisabling",
  "account disabling": "endedByAccount",
};

async function signedIn(c: Context<AppEnv>): Promise<FoundSession> {
  const value = getCookie(c, COOKIE);
  const background = c.req.header(BACKGROUND_HEADER) === "1";
  return value === undefined ? undefined : await findSession(c.get("deps"), value, background);
}

export function sessionRoutes(signIn: SignInCheck): App {
  const routes = new Hono<AppEnv>();
  bind(routes, sessionOperations.ShowSession, swrInputError, async (c) => {
    const found = await signedIn(c);
    return { value: found && !("ended" in found) ? presentSession(c.get("deps"), found) : null };
  });
  bind(routes, sessionOperations.CreateSession, swrInputError, async (c, { body }) => {
    const result = await signIn(body, c.get("request"));
    if (result.outcome === "wait") {
      c.header("Retry-After", String(result.seconds));
      throw new SwrError("tooManyAttempts");
    }
    if (result.outcome === "refused") throw new SwrError("unauthenticated");
    return { value: await start(c, result.userId, result.accountId) };
  });
  routes.patch(SESSION_PATH, sessionAuthentication);
  bind(routes, sessionOperations.UpdateSession, swrInputError, async (c, { body: { project_id } }) => {
    const [deps, caller] = [c.get("deps"), c.get("caller")];
    if (!(await changeProject(deps, getCookie(c, COOKIE) ?? "", caller, project_id))) {
      throw new SwrError("forbidden", "the account has no such project");
    }
    const changed = await findCaller(deps.db, { user_id: caller.user.id, project_id }, "session");
    if (!changed) throw new SwrError("unauthenticated");
    return { value: presentSession(deps, changed) };
  });
  bind(routes, sessionOperations.DeleteSession, swrInputError, async (c) => {
    await endOldSession(c);
    deleteCookie(c, COOKIE, { path: COOKIE_PATH });
    return { value: undefined };
  });
  return routes;
}

const REFUSALS: Record<Exclude<Admission["outcome"], "admitted">, SwrErrorName> = {
  gone: "unauthenticated",
  "account disabled": "accountDisabled",
  "user disabled": "userDisabled",
  "other access mode": "noConsoleAccess",
};

async function start(c: Context<AppEnv>, userId: string, accountId: string): Promise<Session> {
  const deps = c.get("deps");
  const project = await projectOfAccount(deps, accountId);
  const identity = { user_id: userId, project_id: project.id };
  const admission = await admit(deps.db, identity, "session");
  if (admission.outcome !== "admitted") throw new SwrError(REFUSALS[admission.outcome]);
  await endOldSession(c);
  setCookie(c, COOKIE, await createSession(deps, identity), {
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(c.req.url).protocol === "https:",
  });
  return presentSession(deps, admission.caller);
}

async function endOldSession(c: Context<AppEnv>): Promise<void> {
  const value = getCookie(c, COOKIE);
  if (value !== undefined) await deleteSession(c.get("deps"), value);
}

function presentSession({ config }: Deps, caller: Caller): Session {
  const { isAdministrator, hasProgrammaticAccess } = caller;
  return {
    account: caller.account,
    user: { ...caller.user, isAdministrator, hasProgrammaticAccess },
    project: caller.project,
    region: config.region,
    edition: config.edition,
  };
}
