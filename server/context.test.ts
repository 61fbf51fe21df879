/** Each way of coming to the service tells its work who acts and where the request came from. */
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccessKey, signLikeGo } from "../tests/support/access-keys.ts";
import { createTestService, type TestService } from "../tests/support/service.ts";
import { type Context, jobContext } from "./context.ts";
import type { AppEnv } from "./http-env.ts";
import { requestSetup, serviceContext } from "./http-middleware.ts";
import { clientAuthentication } from "./identity/client-authentication.ts";
import { sessionAuthentication } from "./identity/session-routes.ts";
import { createLogin } from "./login/create-login.ts";
import { registryAuthentication } from "./registry/authentication.ts";
import { contextOf, type RegistryEnv } from "./registry/env.ts";

let service: TestService;

beforeAll(async () => {
  service = await createTestService();
});

afterAll(() => service.close());

/** What the work at `path` is told. */
async function factsOf(path: string, headers: Record<string, string>) {
  const app = new Hono<AppEnv>();
  app.use(requestId(), requestSetup(service.deps));
  app.get("/session", sessionAuthentication, serviceContext, (c) => c.json(facts(c.get("context"))));
  app.get("/client/", clientAuthentication, serviceContext, (c) => c.json(facts(c.get("context"))));
  const registry = new Hono<RegistryEnv>();
  registry.get("/", registryAuthentication, (c) => c.json(facts(contextOf(c))));
  app.route("/registry", registry);
  const bindings = { clientAddress: "192.0.2.7" };
  const url = `https://swr.example:8443${path}`;
  const answer = await app.request(url, { headers: { "X-Request-Id": "request-1", ...headers } }, bindings);
  return await answer.json();
}

function facts({ actor, caller, host, request }: Context) {
  return { actor, isCaller: actor === caller, host, request };
}

const REQUEST = { id: "request-1", host: "swr.example:8443", clientAddress: "192.0.2.7" };

test.each([
  ["session", "/session", () => service.signIn()],
  ["token", "/client/", () => service.token()],
  [
    "key",
    "/client/",
    async () =>
      signLikeGo(await addAccessKey(service, service.admin), { target: "/client", path: "/client/" }),
  ],
  [
    "login",
    "/registry",
    async () => {
      const { username, password } = await createLogin(await service.context());
      return { authorization: `Basic ${btoa(`${username}:${password}`)}` };
    },
  ],
] as const)("a user who comes by %s", async (via, path, prove) => {
  expect(await factsOf(path, await prove())).toEqual({
    actor: await service.caller(service.admin, via),
    isCaller: true,
    host: "swr.example:8443",
    request: REQUEST,
  });
});

test("a job acts in its own name, under the service's public address", () => {
  const { actor, host, request } = jobContext(service.deps, "retention");
  expect({ actor, host, request }).toEqual({
    actor: { via: "job", name: "retention" },
    host: "registry.example",
    request: undefined,
  });
});
