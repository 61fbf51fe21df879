/** What a service carries is what it is handed a handler for. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../tests/support/service.ts";
import { createApp } from "./app.ts";
import { gateHandlers } from "./gates/handlers.ts";
import type { App } from "./http-env.ts";
import { type Handlers, isCarried } from "./operations.ts";
import { organizationHandlers } from "./organizations/handlers.ts";

let service: TestService;
let app: App;
beforeEach(async () => {
  service = await createTestService();
  const handlers: Handlers = {
    ListNamespaces: organizationHandlers.ListNamespaces,
    ...gateHandlers((id) => isCarried(handlers, id)),
  };
  app = createApp(service.deps, { handlers });
});
afterEach(() => service.close());

const ask = async (path: string, headers: Record<string, string>) => await app.request(path, { headers });

test("operations without a handler are answered by 501, for signed-in callers", async () => {
  const [client, console] = [await service.token(), await service.signIn()];
  expect((await ask("/v2/manage/namespaces", client)).status).toBe(200);
  for (const [path, proof] of [
    ["/v2/manage/namespaces/team", client],
    ["/v2/manage/repos?limit=no", client],
    ["/api/swr/v3/manage/repos", console],
    ["/api/search?q=a", console],
  ] as const) {
    const answer = await ask(path, proof);
    expect([path, answer.status]).toEqual([path, 501]);
    expect(await answer.text()).toContain("SVCSTG.SWR.5010000");
    expect([path, (await ask(path, {})).status]).toEqual([path, 401]);
  }
});

test("gates and the OpenAPI document follow", async () => {
  const { project } = await service.caller();
  const gates = await ask(`/v2/manage/projects/${project.id}/feature-gates`, await service.token());
  expect(await gates.json()).toMatchObject({ enable_list_v3: false, enable_cosign_signature: false });
  const { paths } = await (await ask("/api/openapi.json", {})).json();
  const answers = (path: string) => Object.keys(paths[path].get.responses);
  expect(answers("/v2/manage/namespaces")).not.toContain("501");
  expect(answers("/v2/manage/repos")).toContain("501");
  expect(answers("/")).not.toContain("501");
});
