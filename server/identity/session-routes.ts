/** `/api/session`: the console signs in and out here; its cookie is what counts below `/api`. */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { BACKGROUND_HEADER, type Session } from "../../core/session.ts";
import { changeSessionSchema, signInSchema } from "../../core/session-input.ts";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { SwrError } from "../errors.ts";
import type { App, AppEnv, AppMiddleware } from "../http-env.ts";
import { findCaller } from "./find-caller.ts";
import { projectOfAccount } from "./projects.ts";
import { changeProject, createSession, deleteSession, findSession } from "./sessions.ts";
import type { SignInCheck } from "./sign-in.ts";

const COOKIE = "swr_session";
const COOKIE_PATH = "/api";

export const sessionAuthentication: AppMiddleware = async (c, next) => {
  const value = getCookie(c, COOKIE);
  const background = c.req.header(BACKGROUND_HEADER) === "1";
  const caller = value === undefined ? undefined : await findSession(c.get("deps"), value, background);
  if (!caller) throw new SwrError("unauthenticated");
  c.set("caller", caller);
  await next();
};

export function sessionRoutes(signIn: SignInCheck): App {
  const routes = new Hono<AppEnv>();
  routes.get("/", sessionAuthentication, (c) => c.json(presentSession(c.get("deps"), c.get("caller"))));
  routes.post("/", async (c) => {
    const input = signInSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) throw new SwrError("invalidBody", "account, user and password are needed");
    const result = await signIn(input.data, c.env?.clientAddress);
    if (result.outcome === "wait") {
      c.header("Retry-After", String(result.seconds));
      throw new SwrError("tooManyAttempts");
    }
    if (result.outcome === "refused") throw new SwrError("unauthenticated");
    return c.json(await start(c, result.userId, result.accountId));
  });
  routes.patch("/", sessionAuthentication, async (c) => {
    const input = changeSessionSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) throw new SwrError("invalidBody", "project_id is needed");
    const { project_id } = input.data;
    const [deps, caller] = [c.get("deps"), c.get("caller")];
    if (!(await changeProject(deps, getCookie(c, COOKIE) ?? "", caller, project_id))) {
      throw new SwrError("forbidden", "the account has no such project");
    }
    const changed = await findCaller(deps.db, { user_id: caller.user.id, project_id }, "session");
    if (!changed) throw new SwrError("unauthenticated");
    return c.json(presentSession(deps, changed));
  });
  routes.delete("/", async (c) => {
    await endOldSession(c);
    deleteCookie(c, COOKIE, { path: COOKIE_PATH });
    return c.body(null, 204);
  });
  return routes;
}

async function start(c: Context<AppEnv>, userId: string, accountId: string): Promise<Session> {
  const deps = c.get("deps");
  const project = await projectOfAccount(deps, accountId);
  const identity = { user_id: userId, project_id: project.id };
  const caller = await findCaller(deps.db, identity, "session");
  if (!caller) throw new SwrError("unauthenticated");
  await endOldSession(c);
  setCookie(c, COOKIE, await createSession(deps, identity), {
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(c.req.url).protocol === "https:",
  });
  return presentSession(deps, caller);
}

async function endOldSession(c: Context<AppEnv>): Promise<void> {
  const value = getCookie(c, COOKIE);
  if (value !== undefined) await deleteSession(c.get("deps"), value);
}

function presentSession({ config }: Deps, caller: Caller): Session {
  return {
    account: caller.account,
    user: { ...caller.user, isAdministrator: caller.isAdministrator },
    project: caller.project,
    region: config.region,
    edition: config.edition,
  };
}
