import { afterEach, beforeEach, expect, test } from "vitest";
import { statisticsOperations } from "../../core/operations/statistics.ts";
import { createTestService, type TestService } from "../../tests/support/service.ts";

let service: TestService;
let headers: Record<string, string>;
let gates: string;

beforeEach(async () => {
  service = await createTestService();
  headers = await service.token();
  gates = `/v2/manage/projects/${(await service.caller()).project.id}/feature-gates`;
});
afterEach(() => service.close());

test("an open gate leads to operations that answer", async () => {
  const response = await service.app.request(gates, { headers });
  const features = statisticsOperations.ShowShareFeatureGates.response.parse(await response.json());
  const carried = async (method: string, path: string) =>
    (await service.app.request(path, { method, headers })).status !== 501;
  expect(features).toMatchObject({
    enable_list_v3: await carried("GET", "/v3/manage/repos"),
    enable_cosign_signature: await carried("GET", "/v2/manage/namespaces/a/repos/b/c/accessories"),
    enable_image_sync: await carried("POST", "/v2/manage/namespaces/a/repos/b/sync_repo"),
    enable_authorization_token: await carried("POST", "/v2/manage/utils/authorizationtoken"),
    enable_image_scan: false,
    enable_cci_service: false,
    enable_hss_service: false,
  });
  expect(features.enable_list_v3).toBe(true);
});

test("the only region is the service's own", async () => {
  const response = await service.app.request("/v2/manage/regions", { headers });
  expect([response.status, await response.json()]).toEqual([200, [{ regionID: "local-1" }]]);
});

test("both need a sign-in, and the gates the project of the token", async () => {
  for (const path of [gates, "/v2/manage/regions"]) {
    expect((await service.app.request(path)).status).toBe(401);
  }
  const response = await service.app.request("/v2/manage/projects/other/feature-gates", { headers });
  expect(response.status).toBe(403);
});
