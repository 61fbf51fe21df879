/** A whole service for tests: real SQLite, real files, real routes; only the clock stands still until it is moved. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Insertable } from "kysely";
import { localEdition } from "../../core/editions.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import { endOfShare, FOREVER } from "../../core/shares.ts";
import { createApp } from "../../server/app.ts";
import { configDefaults, type ServiceConfig } from "../../server/config.ts";
import { type Caller, type Context, callerContext } from "../../server/context.ts";
import type { Database } from "../../server/db/schema.ts";
import type { Deps } from "../../server/deps.ts";
import { handlers } from "../../server/handlers.ts";
import type { App } from "../../server/http-env.ts";
import { createAccount } from "../../server/identity/accounts.ts";
import { findCaller } from "../../server/identity/find-caller.ts";
import { projectOfAccount } from "../../server/identity/projects.ts";
import { newId } from "../../server/identity/secrets.ts";
import { createSession } from "../../server/identity/sessions.ts";
import { createToken } from "../../server/identity/tokens.ts";
import { createFileContent } from "../../server/node/file-content.ts";
import { createLinkFolder } from "../../server/node/file-link-folder.ts";
import { createHash } from "../../server/node/hash.ts";
import { addressOf, close, type Fetch, listen } from "../../server/node/http.ts";
import { createPasswordHasher } from "../../server/node/passwords.ts";
import type { Logger } from "../../server/ports/logger.ts";
import { type Outbound, OutboundError } from "../../server/ports/outbound.ts";
import { createMemoryState } from "../../server/ports/service-state.ts";
import { openMigrated } from "./databases.ts";

export const TEST_PASSWORD = "correct horse battery staple";

/** Least cost, real algorithm. */
const quickPasswords = createPasswordHasher({ memory: 8, passes: 1, parallelism: 1 });

export interface TestUser {
  id: string;
  name: string;
  accountId: string;
  accountName: string;
}

export interface TestOptions {
  config?: Partial<ServiceConfig>;
  log?: Logger;
  /** By default nothing can be reached. */
  outbound?: Outbound;
}

export interface TestService {
  app: App;
  deps: Deps;
  /** Folder of the registry's files. */
  storageFolder: string;
  /** `admin`, the administrator of the account `local`. */
  admin: TestUser;
  /** Moves the clock. */
  advance(ms: number): void;
  /** Another account with its administrator. */
  createAccount(name: string): Promise<TestUser>;
  /** An ordinary user, by default in the administrator's account. */
  createUser(name: string, accountId?: string): Promise<TestUser>;
  /** An organization of the account of `owner`, without any grant. Answers its id. */
  createOrganization(name: string, owner?: TestUser): Promise<number>;
  /** An image without tags, unless the columns given say otherwise. Answers its id. */
  createImage(
    organizationId: number,
    name: string,
    columns?: Partial<Insertable<Database["images"]>>,
  ): Promise<number>;
  grant(organizationId: number, user: TestUser, level: GrantedLevel): Promise<void>;
  grantOnImage(imageId: number, user: TestUser, level: GrantedLevel): Promise<void>;
  /** The image with the account of `target`, for ever unless a deadline is given. */
  share(imageId: number, target: TestUser, deadline?: string): Promise<void>;
  /** Headers of a console request: the cookie of a new session, and the mark of its own pages. */
  signIn(user?: TestUser): Promise<Record<string, string>>;
  /** Headers of an API request: a new `X-Auth-Token`. */
  token(user?: TestUser): Promise<Record<string, string>>;
  caller(user?: TestUser, via?: Caller["via"]): Promise<Caller>;
  /** What a request of the user's would work with. */
  context(user?: TestUser): Promise<Context>;
  close(): Promise<void>;
}

const silent: Logger = { info: () => undefined, error: () => undefined };

const unreachable: Outbound = async () => {
  throw new OutboundError("unreachable", "cannot be reached");
};

export async function createTestService(options: TestOptions = {}): Promise<TestService> {
  const storageFolder = await mkdtemp(join(tmpdir(), "swr-test-"));
  let now = Date.parse("2026-03-01T08:00:00.000Z");
  const clock = () => new Date(now);
  const deps: Deps = {
    config: {
      edition: localEdition,
      region: "local-1",
      publicUrl: "https://registry.example",
      clusters: [],
      regions: [],
      ...configDefaults,
      clusterAccounts: ["local"],
      regionAccounts: ["local"],
      ...options.config,
    },
    db: await openMigrated(),
    content: createFileContent(storageFolder),
    links: createLinkFolder(storageFolder),
    state: createMemoryState(clock),
    createHash,
    passwords: quickPasswords,
    signingKey: new Uint8Array(32).fill(7),
    clock,
    outbound: options.outbound ?? unreachable,
    isBlocked: async () => false,
    log: options.log ?? silent,
  };
  const admin = await newAccount("local", "admin");

  async function newAccount(name: string, userName: string): Promise<TestUser> {
    const first = { account: name, user: userName, password: TEST_PASSWORD };
    const made = await createAccount(deps, first);
    if (!made) throw new Error(`the account ${name} exists already`);
    return { id: made.userId, name: userName, accountId: made.accountId, accountName: name };
  }

  async function identityOf(user: TestUser): Promise<{ user_id: string; project_id: string }> {
    return { user_id: user.id, project_id: (await projectOfAccount(deps, user.accountId)).id };
  }

  async function findTestCaller(user = admin, via: Caller["via"] = "token"): Promise<Caller> {
    const caller = await findCaller(deps.db, await identityOf(user), via);
    if (!caller) throw new Error(`no such user: ${user.name}`);
    return caller;
  }

  return {
    app: createApp(deps, { handlers }),
    deps,
    storageFolder,
    admin,
    advance(ms) {
      now += ms;
    },
    createAccount: (name) => newAccount(name, "admin"),
    async createUser(name, accountId = admin.accountId) {
      const account = await deps.db
        .selectFrom("accounts")
        .select("name")
        .where("id", "=", accountId)
        .executeTakeFirstOrThrow();
      const user: TestUser = { id: newId(), name, accountId, accountName: account.name };
      await deps.db
        .insertInto("users")
        .values({
          id: user.id,
          account_id: accountId,
          name,
          password_hash: await quickPasswords.hash(TEST_PASSWORD),
          is_administrator: 0,
          created_at: deps.clock().toISOString(),
        })
        .execute();
      return user;
    },
    async createOrganization(name, owner = admin) {
      const { id } = await deps.db
        .insertInto("organizations")
        .values({
          name,
          account_id: owner.accountId,
          creator_id: owner.id,
          creator_name: owner.name,
          created_at: deps.clock().toISOString(),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async createImage(organization_id, name, columns = {}) {
      const now = deps.clock().toISOString();
      const { account_id } = await deps.db
        .selectFrom("organizations")
        .select("account_id")
        .where("id", "=", organization_id)
        .executeTakeFirstOrThrow();
      const { id } = await deps.db
        .insertInto("images")
        .values({
          organization_id,
          account_id,
          name,
          category: "other",
          description: "",
          is_public: 0,
          creator_id: admin.id,
          creator_name: admin.name,
          size: 0,
          tag_count: 0,
          download_count: 0,
          created_at: now,
          updated_at: now,
          ...columns,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async grant(organization_id, user, level) {
      await deps.db
        .insertInto("organization_grants")
        .values({ organization_id, user_id: user.id, level })
        .execute();
    },
    async grantOnImage(image_id, user, level) {
      await deps.db.insertInto("image_grants").values({ image_id, user_id: user.id, level }).execute();
    },
    async share(image_id, target, deadline = FOREVER) {
      const now = deps.clock().toISOString();
      const { account_id: owner_id } = await deps.db
        .selectFrom("images")
        .select("account_id")
        .where("id", "=", image_id)
        .executeTakeFirstOrThrow();
      await deps.db
        .insertInto("shares")
        .values({
          rule_id: newId(),
          image_id,
          owner_id,
          account_id: target.accountId,
          deadline,
          ends_at: endOfShare(deadline),
          description: "",
          creator_id: admin.id,
          creator_name: admin.name,
          created_at: now,
          updated_at: now,
        })
        .execute();
    },
    async signIn(user = admin) {
      const value = await createSession(deps, await identityOf(user));
      return { Cookie: `swr_session=${value}`, "Sec-Fetch-Site": "same-origin" };
    },
    async token(user = admin) {
      const { token } = await createToken(deps, await identityOf(user));
      return { "X-Auth-Token": token };
    },
    caller: findTestCaller,
    async context(user = admin) {
      const request = { id: "test", host: "registry.example", clientAddress: undefined };
      return callerContext(deps, await findTestCaller(user), request);
    },
    async close() {
      await deps.db.destroy();
      await rm(storageFolder, { recursive: true, force: true });
    },
  };
}

/** The same service behind the real HTTP adapter, on a free port. `close` ends both. */
export async function serveOverHttp(
  service: TestService,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const fetchApp: Fetch = (request, bindings) => service.app.fetch(request, bindings);
  const server = await listen(fetchApp, { host: "127.0.0.1", port: 0, trustProxy: false });
  return {
    origin: addressOf(server),
    async close() {
      await close(server, 0);
      await service.close();
    },
  };
}
