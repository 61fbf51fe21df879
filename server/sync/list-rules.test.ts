/** Where images are copied to by themselves, over all that the caller sees. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { syncConsoleOperations } from "../../core/console-operations/sync.ts";
import { LEVEL } from "../../core/permissions.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { laySync } from "../../tests/support/sync.ts";
import { createRules } from "./rules.ts";

let service: TestService;
let ledger: number;
beforeEach(async () => {
  service = await createTestService();
  const payments = await service.createOrganization("payments");
  ledger = await service.createImage(payments, "ledger");
  await service.createImage(payments, "team/api");
  await service.createImage(await service.createOrganization("ops"), "tool");
  service.deps.config.regions = ["dr", "north"].map((id) => ({
    id,
    name: id,
    registry: `https://${id}.example`,
    api: undefined,
    project: "p",
    accessKey: "AK",
    secretKey: "SK",
    ca: undefined,
    isOperators: true,
  }));
  // A copy there has failed, and a later one waits.
  await laySync(service, ledger, "sha256:x");
  const images = [
    { namespace: "payments", repository: "team/api" },
    { namespace: "ops", repository: "tool" },
  ];
  const target = { region_id: "north", remote_organization: "copies", override: true };
  await createRules(await service.context(), target, images);
});
afterEach(() => service.close());

async function list(query = "", by?: TestUser) {
  const answer = await service.app.request(`/api/sync-rules?${query}`, { headers: await service.signIn(by) });
  expect(answer.status).toBe(200);
  return syncConsoleOperations.ListSyncRules.response.parse(await answer.json());
}

const names = async (query?: string, by?: TestUser) =>
  (await list(query, by)).rules.map(({ repository }) => repository);

test("what was added last comes first, each with how the newest copy there stands", async () => {
  const { total, rules } = await list();
  expect(total).toBe(3);
  expect(rules.map(({ repository, last_state }) => [repository, last_state])).toEqual([
    ["tool", null],
    ["team/api", null],
    ["ledger", "waiting"],
  ]);
  expect(rules[0]).toMatchObject({
    namespace: "ops",
    region_id: "north",
    remote_namespace: "copies",
    is_auto: true,
    override: true,
    creator_name: "admin",
  });
});

test.each([
  ["namespace=payments", ["team/api", "ledger"]],
  ["namespace=pay", []],
  ["repository=API", ["team/api"]],
  ["region_id=dr", ["ledger"]],
  ["state=waiting", ["ledger"]],
  ["state=failed", []],
  ["state=never", ["tool", "team/api"]],
  ["limit=1&offset=1", ["team/api"]],
])("narrowed by %s", async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test("whoever sees an image sees its targets, and nobody else's account does", async () => {
  const reader = await service.createUser("reader");
  expect(await list("", reader)).toEqual({ total: 0, rules: [] });
  await service.grantOnImage(ledger, reader, LEVEL.read);
  expect(await names("", reader)).toEqual(["ledger"]);
  expect(await names("", await service.createAccount("other"))).toEqual([]);
  const headers = await service.signIn();
  for (const query of ["state=odd", "limit=1001", `region_id=${"x".repeat(300)}`])
    expect((await service.app.request(`/api/sync-rules?${query}`, { headers })).status).toBe(400);
});
