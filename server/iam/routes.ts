/** The calls of IAM this service carries, for API clients at the root and for the console below `/api/iam`. */
import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  changePasswordSchema,
  createAccessKeySchema,
  createUserSchema,
  type IamUser,
  listProjectsQuerySchema,
  listUsersQuerySchema,
  updateAccessKeySchema,
  updateUserSchema,
} from "../../core/iam.ts";
import { IamError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import type { SignInCheck } from "../identity/sign-in.ts";
import {
  createAccessKey,
  deleteAccessKey,
  listAccessKeys,
  showAccessKey,
  updateAccessKey,
} from "./access-keys.ts";
import { listProjects } from "./projects.ts";
import { readBody, readQuery } from "./read-input.ts";
import {
  changePassword,
  createUser,
  deleteUser,
  findManagedUser,
  listUsers,
  type UserRow,
  updateUser,
} from "./users.ts";

/** Where these routes answer, for the authentication in front of them. `/v3/auth/tokens` is not among them. */
export const IAM_PATHS = ["/v3/projects", "/v3/auth/projects", "/v3/auth/domains", "/v3/users/*", "/v3.0/*"];

const KEYS = "/v3.0/OS-CREDENTIAL/credentials";
const USERS = "/v3.0/OS-USER/users";

export function iamRoutes(signIn: SignInCheck): App {
  const routes = new Hono<AppEnv>();
  mountAccount(routes);
  mountUsers(routes, signIn);
  mountAccessKeys(routes);
  return routes;
}

function mountAccount(routes: App): void {
  routes.get("/v3/projects", async (c) => {
    const filter = readQuery(c, listProjectsQuerySchema);
    return c.json({
      projects: await listProjects(c.get("context"), originOf(c), filter),
      links: listLinks(c),
    });
  });
  routes.get("/v3/auth/projects", async (c) =>
    c.json({ projects: await listProjects(c.get("context"), originOf(c)), links: listLinks(c) }),
  );
  routes.get("/v3/auth/domains", (c) => {
    const { id, name } = c.get("caller").account;
    const links = { self: `${originOf(c)}/v3/domains/${id}` };
    return c.json({ domains: [{ id, name, enabled: true, description: "", links }], links: listLinks(c) });
  });
}

function mountUsers(routes: App, signIn: SignInCheck): void {
  routes.get("/v3/users", async (c) => {
    const rows = await listUsers(c.get("context"), readQuery(c, listUsersQuerySchema));
    return c.json({ users: rows.map((row) => presentUser(c, row)), links: listLinks(c) });
  });
  for (const path of ["/v3/users/:id", `${USERS}/:id`]) {
    routes.get(path, async (c) =>
      c.json({ user: presentUser(c, await findManagedUser(c.get("context"), c.req.param("id") ?? "")) }),
    );
  }
  routes.post(USERS, async (c) => {
    const { user } = await readBody(c, createUserSchema);
    return c.json({ user: presentUser(c, await createUser(c.get("context"), user)) }, 201);
  });
  routes.put(`${USERS}/:id`, async (c) => {
    const { user } = await readBody(c, updateUserSchema);
    return c.json({ user: presentUser(c, await updateUser(c.get("context"), c.req.param("id"), user)) });
  });
  routes.post("/v3/users/:id/password", async (c) => {
    const { user } = await readBody(c, changePasswordSchema);
    const { account, user: self } = c.get("caller");
    await changePassword(c.get("context"), c.req.param("id"), user, async (password) => {
      const result = await signIn(
        { account: account.name, user: self.name, password },
        c.get("request").clientAddress,
      );
      if (result.outcome !== "wait") return result.outcome === "accepted";
      c.header("Retry-After", String(result.seconds));
      throw new IamError(429, "too many attempts, try again later");
    });
    return c.body(null, 204);
  });
  routes.delete("/v3/users/:id", async (c) => {
    await deleteUser(c.get("context"), c.req.param("id"));
    return c.body(null, 204);
  });
}

function mountAccessKeys(routes: App): void {
  routes.get(KEYS, async (c) => {
    const { user_id } = readQuery(c, z.object({ user_id: z.string().optional() }));
    return c.json({ credentials: await listAccessKeys(c.get("context"), user_id) });
  });
  routes.post(KEYS, async (c) => {
    const { credential } = await readBody(c, createAccessKeySchema);
    const created = await createAccessKey(c.get("context"), credential);
    c.header("Cache-Control", "no-store");
    return c.json({ credential: created }, 201);
  });
  routes.get(`${KEYS}/:access`, async (c) =>
    c.json({ credential: await showAccessKey(c.get("context"), c.req.param("access")) }),
  );
  routes.put(`${KEYS}/:access`, async (c) => {
    const { credential } = await readBody(c, updateAccessKeySchema);
    const changed = await updateAccessKey(c.get("context"), c.req.param("access"), credential);
    return c.json({ credential: changed });
  });
  routes.delete(`${KEYS}/:access`, async (c) => {
    await deleteAccessKey(c.get("context"), c.req.param("access"));
    return c.body(null, 204);
  });
}

function presentUser(c: Context<AppEnv>, row: UserRow): IamUser {
  return {
    id: row.id,
    name: row.name,
    domain_id: row.account_id,
    enabled: row.enabled === 1,
    description: row.description,
    access_mode: row.access_mode,
    pwd_status: false,
    pwd_strength: "Unknown",
    password_expires_at: null,
    last_project_id: "",
    links: { self: `${originOf(c)}/v3/users/${row.id}` },
  };
}

/** None of these lists goes on elsewhere. */
function listLinks(c: Context<AppEnv>) {
  return { self: c.req.url, previous: null, next: null };
}

function originOf(c: Context<AppEnv>): string {
  return new URL(c.req.url).origin;
}
