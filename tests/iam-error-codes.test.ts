/** Every error of IAM is caused over HTTP, as SWR's and the registry's are in error-codes.test.ts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMigratingApp } from "../server/migrating.ts";
import { broken, dropTable } from "./broken-service.ts";
import { createTestService, TEST_PASSWORD, type TestService } from "./support/service.ts";

const log = { info: () => undefined, error: () => undefined };
const migrating = createMigratingApp(log, () => ({ step: "0001-initial", number: 1, of: 1 }));

let service: TestService;
let admin: Record<string, string>;
let member: Record<string, string>;
beforeAll(async () => {
  service = await createTestService();
  admin = await service.token();
  member = await service.token(await service.createUser("member"));
});
afterAll(() => service.close());

type Cause = () => Response | Promise<Response>;

const json = (body: unknown) => ({ body: JSON.stringify(body) });
/** With the administrator's token unless headers say otherwise. */
const api = (method: string, path: string, init: RequestInit = {}) =>
  service.app.request(path, { method, ...init, headers: { ...admin, ...init.headers } });

/** Until the sign-in makes whoever comes wait. */
async function tooMany(attempt: () => Response | Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await attempt();
    if (answer.status === 429) return answer;
  }
}

const USERS = "/v3.0/OS-USER/users";
const passwordRequest = (name: string, password: string, scope?: object) => {
  const user = { name, password, domain: { name: "local" } };
  const identity = { methods: ["password"], password: { user } };
  return api("POST", "/v3/auth/tokens", json({ auth: { identity, scope } }));
};

const IAM: [status: number, why: string, cause: Cause][] = [
  [400, "a body that is none", () => api("POST", USERS, { body: "{" })],
  [400, "a query that cannot be", () => api("GET", "/v3/projects?page=1")],
  [
    400,
    "a password that is the name",
    () => api("POST", USERS, json({ user: { name: "longenough", password: "longenough" } })),
  ],
  [400, "no token to show", () => api("GET", "/v3/auth/tokens")],
  [400, "not a password request", () => api("POST", "/v3/auth/tokens", json({ auth: {} }))],
  [401, "a wrong password", () => passwordRequest("nobody", "wrong")],
  [401, "a token that is none", () => api("GET", "/v3/users", { headers: { "X-Auth-Token": "none" } })],
  [
    403,
    "not an administrator",
    () =>
      api("POST", USERS, {
        headers: member,
        ...json({ user: { name: "other", password: "long-enough-1" } }),
      }),
  ],
  [403, "deleting oneself", () => api("DELETE", `/v3/users/${service.admin.id}`)],
  [
    403,
    "another project's token",
    () => passwordRequest("admin", TEST_PASSWORD, { project: { name: "elsewhere" } }),
  ],
  [404, "no such user", () => api("GET", "/v3/users/none")],
  [404, "no such access key", () => api("GET", "/v3.0/OS-CREDENTIAL/credentials/none")],
  [
    404,
    "a token that has ended",
    () => api("GET", "/v3/auth/tokens", { headers: { "X-Subject-Token": "none" } }),
  ],
  [404, "no such URL", () => api("GET", "/v3/nothing")],
  [
    409,
    "a name in use",
    () => api("POST", USERS, json({ user: { name: "member", password: "long-enough-1" } })),
  ],
  [429, "too many attempts", () => tooMany(() => passwordRequest("someone", "wrong"))],
  [503, "an upgrade under way", () => migrating.request(USERS)],
  [
    500,
    "what nobody meant to happen",
    () => broken(dropTable("access_keys"), "GET", "/v3.0/OS-CREDENTIAL/credentials"),
  ],
];

test.each(IAM)("IAM: %i for %s", async (status, _, cause) => {
  const answer = await cause();
  expect([answer.status, (await answer.json()).error.code]).toEqual([status, status]);
});
