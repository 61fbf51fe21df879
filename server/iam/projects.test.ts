import { afterEach, beforeEach, expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
  await service.createAccount("other");
});
afterEach(() => service.close());

async function get(path: string) {
  return await service.app.request(path, { headers: await service.token(await member()) });
}

/** These calls are everybody's. */
async function member() {
  const known = await service.deps.db.selectFrom("users").select("id").where("name", "=", "member").execute();
  const id = known[0]?.id;
  return id ? { ...service.admin, id, name: "member" } : await service.createUser("member");
}

async function names(path: string): Promise<string[]> {
  const response = await get(path);
  expect(response.status).toBe(200);
  const { projects } = (await response.json()) as { projects: { name: string }[] };
  return projects.map(({ name }) => name);
}

test("the account's project, with everything a client asks it for", async () => {
  const { id } = (await service.caller()).project;
  const project = {
    id,
    name: "local-1",
    domain_id: service.admin.accountId,
    parent_id: service.admin.accountId,
    enabled: true,
    is_domain: false,
    description: "",
    links: { self: `http://localhost/v3/projects/${id}` },
  };
  for (const path of ["/v3/projects", "/v3/auth/projects"]) {
    const links = { self: `http://localhost${path}`, previous: null, next: null };
    expect(await (await get(path)).json()).toEqual({ projects: [project], links });
  }
});

test("filters and pages", async () => {
  const account = service.admin.accountId;
  for (const query of [
    "name=local-1",
    `domain_id=${account}&parent_id=${account}`,
    "enabled=true&is_domain=false",
    "page=1&per_page=5000",
  ]) {
    expect(await names(`/v3/projects?${query}`)).toEqual(["local-1"]);
  }
  for (const query of ["name=cn-north-4", "domain_id=x", "enabled=false", "page=2&per_page=1"]) {
    expect(await names(`/v3/projects?${query}`)).toEqual([]);
  }
  for (const text of HOSTILE_STRINGS) {
    expect(await names(`/v3/projects?name=${encodeURIComponent(text)}`)).toEqual([]);
  }
  for (const query of ["page=1", "per_page=1", "page=0&per_page=1", "page=1&per_page=5001", "enabled=x"]) {
    expect((await get(`/v3/projects?${query}`)).status).toBe(400);
  }
});

test("the account is listed as a domain", async () => {
  const id = service.admin.accountId;
  expect(await (await get("/v3/auth/domains")).json()).toEqual({
    domains: [
      {
        id,
        name: "local",
        enabled: true,
        description: "",
        links: { self: `http://localhost/v3/domains/${id}` },
      },
    ],
    links: { self: "http://localhost/v3/auth/domains", previous: null, next: null },
  });
});

test("projects and domains need a sign-in, at the console too", async () => {
  for (const path of ["/v3/projects", "/v3/auth/projects", "/v3/auth/domains"]) {
    expect((await service.app.request(path)).status).toBe(401);
    expect((await service.app.request(`/api/iam${path}`)).status).toBe(401);
    const headers = await service.signIn();
    expect((await service.app.request(`/api/iam${path}`, { headers })).status).toBe(200);
  }
});

test("what IAM has besides is not found, in its own form", async () => {
  const response = await get("/v3.0/OS-MFA/virtual-mfa-devices");
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 404, title: "Not Found" } });
});
