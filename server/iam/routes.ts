/** The calls of IAM this service carries, for API clients at the root and for the console below `/api/iam`. */
import { type Context, Hono } from "hono";
import type { IamUser } from "../../core/iam-operations/users.ts";
import { iamOperations } from "../../core/iam-operations.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { type Answer, bind } from "../bind.ts";
import { IamError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import type { SignInCheck } from "../identity/sign-in.ts";
import { inOsUserForm } from "../identity/times.ts";
import { iamInputError } from "../input-errors.ts";
import {
  createAccessKey,
  deleteAccessKey,
  listAccessKeys,
  showAccessKey,
  updateAccessKey,
} from "./access-keys.ts";
import { listProjects } from "./projects.ts";
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

type Operations = typeof iamOperations;

/** Handlers also get Hono's object, as links in the answer repeat the address that was asked. */
type Handlers = {
  [Id in keyof Operations]: (
    c: Context<AppEnv>,
    input: InputOf<Operations[Id]>,
  ) => Promise<Answer<AnswerOf<Operations[Id]>>>;
};

export function iamRoutes(signIn: SignInCheck): App {
  const routes = new Hono<AppEnv>();
  const handlers: Handlers = { ...accountHandlers, ...userHandlers(signIn), ...accessKeyHandlers };
  for (const id of Object.keys(iamOperations) as (keyof Operations)[]) mount(id);
  return routes;

  function mount<Id extends keyof Operations>(id: Id): void {
    bind(routes, iamOperations[id], iamInputError, handlers[id]);
  }
}

const accountHandlers = {
  async KeystoneListProjects(c, { query }) {
    const projects = await listProjects(c.get("context"), originOf(c), query);
    return { value: { projects, links: listLinks(c) } };
  },
  async KeystoneListAuthProjects(c) {
    const projects = await listProjects(c.get("context"), originOf(c));
    return { value: { projects, links: listLinks(c) } };
  },
  async KeystoneListAuthDomains(c) {
    const { id, name } = c.get("caller").account;
    const links = { self: `${originOf(c)}/v3/domains/${id}` };
    const domains = [{ id, name, enabled: true, description: "", links }];
    return { value: { domains, links: listLinks(c) } };
  },
} satisfies Partial<Handlers>;

async function showUser(c: Context<AppEnv>, { params }: { params: { user_id: string } }) {
  return { value: { user: presentUser(c, await findManagedUser(c.get("context"), params.user_id)) } };
}

function userHandlers(signIn: SignInCheck) {
  return {
    async KeystoneListUsers(c, { query }) {
      const rows = await listUsers(c.get("context"), query);
      return { value: { users: rows.map((row) => presentUser(c, row)), links: listLinks(c) } };
    },
    KeystoneShowUser: showUser,
    ShowUser: showUser,
    async CreateUser(c, { body }) {
      return { value: { user: presentUser(c, await createUser(c.get("context"), body.user)) } };
    },
    async UpdateUser(c, { params, body }) {
      return {
        value: { user: presentUser(c, await updateUser(c.get("context"), params.user_id, body.user)) },
      };
    },
    async KeystoneUpdateUserPassword(c, { params, body }) {
      const { account, user: self } = c.get("caller");
      await changePassword(c.get("context"), params.user_id, body.user, async (password) => {
        const result = await signIn({ account: account.name, user: self.name, password }, c.get("request"));
        if (result.outcome !== "wait") return result.outcome === "accepted";
        c.header("Retry-After", String(result.seconds));
        throw new IamError(429, "too many attempts, try again later");
      });
      return { value: undefined };
    },
    async KeystoneDeleteUser(c, { params }) {
      await deleteUser(c.get("context"), params.user_id);
      return { value: undefined };
    },
  } satisfies Partial<Handlers>;
}

const accessKeyHandlers = {
  async ListPermanentAccessKeys(c, { query }) {
    return { value: { credentials: await listAccessKeys(c.get("context"), query.user_id) } };
  },
  async CreatePermanentAccessKey(c, { body }) {
    const credential = await createAccessKey(c.get("context"), body.credential);
    return { value: { credential }, headers: { "Cache-Control": "no-store" } };
  },
  async ShowPermanentAccessKey(c, { params }) {
    return { value: { credential: await showAccessKey(c.get("context"), params.access_key) } };
  },
  async UpdatePermanentAccessKey(c, { params, body }) {
    const credential = await updateAccessKey(c.get("context"), params.access_key, body.credential);
    return { value: { credential } };
  },
  async DeletePermanentAccessKey(c, { params }) {
    await deleteAccessKey(c.get("context"), params.access_key);
    return { value: undefined };
  },
} satisfies Partial<Handlers>;

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
    create_time: inOsUserForm(row.created_at),
    last_login_time: row.last_sign_in_at === null ? null : inOsUserForm(row.last_sign_in_at),
    is_administrator: row.is_administrator === 1,
    links: { self: `${originOf(c)}/v3/users/${row.id}` },
  };
}

/** None of these lists has a second page. */
function listLinks(c: Context<AppEnv>) {
  return { self: c.req.url, previous: null, next: null };
}

function originOf(c: Context<AppEnv>): string {
  return new URL(c.req.url).origin;
}
