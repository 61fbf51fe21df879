/** The account's webhooks with how each fares. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Webhook, webhookOperations } from "../../core/console-operations/webhooks.ts";
import { WEBHOOK_STATES } from "../../core/operations/facts.ts";
import { LEVEL } from "../../core/permissions.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { answering, createFakeReceivers, type FakeReceivers } from "../../tests/support/webhook.ts";

const DAY = 24 * 60 * 60 * 1000;

let service: TestService;
let receivers: FakeReceivers;
let teamId: number;
beforeEach(async () => {
  receivers = createFakeReceivers();
  service = await createTestService({ outbound: receivers.outbound });
  teamId = await service.createOrganization("team");
  await service.createImage(teamId, "web");
});
afterEach(() => service.close());

async function post(path: string, body: object): Promise<unknown> {
  const init = { method: "POST", headers: await service.signIn(), body: JSON.stringify(body) };
  const answer = await service.app.request(`/api/webhooks${path}`, init);
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return await answer.json();
}

/** Of the image where none is said. Answers its id. */
async function create(name: string, more: object = {}): Promise<string> {
  const settings = {
    name,
    url: "https://ci.example/",
    events: ["push"],
    condition_type: "all",
    condition: "",
  };
  const body = { namespace: "team", repository: "web", ...settings, enabled: true, ...more };
  return ((await post("", body)) as { webhook: Webhook }).webhook.id;
}

/** What it sends is answered like this. */
async function send(id: string, status: number): Promise<void> {
  receivers.answer = () => answering(status);
  await post(`/${id}/test`, {});
}

const set = (id: string, values: { is_blocked?: 1; enabled?: 0 }) =>
  service.deps.db.updateTable("webhooks").set(values).where("id", "=", id).execute();

async function list(query = "", by?: TestUser) {
  const headers = await service.signIn(by);
  const answer = await service.app.request(`/api/account-webhooks${query}`, { headers });
  return webhookOperations.ListAccountWebhooks.response.parse(await answer.json());
}

const names = async (query?: string, by?: TestUser) =>
  (await list(query, by)).webhooks.map(({ name }) => name);

const OF_ORGANIZATION = { repository: undefined };

test("each webhook has one state, and is in trouble where somebody has to look after it", async () => {
  await create("new");
  await send(await create("works"), 204);
  await send(await create("failing"), 500);
  await send(await create("gone"), 410);
  await set(await create("blocked"), { is_blocked: 1 });
  await set(await create("off"), { enabled: 0 });
  for (const state of WEBHOOK_STATES.filter((state) => state !== "trouble"))
    expect(await names(`?state=${state}`), state).toEqual([state]);
  expect((await names("?state=trouble")).sort()).toEqual(["blocked", "failing", "gone"]);
  expect((await list()).total).toBe(6);
});

test("what has failed longest comes first, each with its place and what it sent last", async () => {
  const image = await create("of the image");
  const whole = await create("of all images", OF_ORGANIZATION);
  await send(whole, 500);
  service.advance(DAY);
  await send(image, 204);
  await send(image, 500);
  await create("works");
  const { total, webhooks } = await list();
  expect(total).toBe(3);
  expect(webhooks).toMatchObject([
    { id: whole, namespace: "team", repository: null, last_delivery: { state: "failed", reason: "refused" } },
    { id: image, namespace: "team", repository: "web", last_delivery: { event: "swr.webhook.test" } },
    { name: "works", last_delivery: null },
  ]);
  expect(webhooks[1]?.last_delivery?.state).toBe("failed");
  expect(await names("?limit=1&offset=1")).toEqual(["of the image"]);
});

test("webhooks are narrowed by organization, and by a part of the image's name", async () => {
  await create("of the image");
  await create("of all images", OF_ORGANIZATION);
  const id = await service.createOrganization("other");
  await service.createImage(id, "worker");
  await create("elsewhere", { namespace: "other", repository: "worker" });
  expect(await names("?namespace=team")).toEqual(["of all images", "of the image"]);
  expect(await names("?repository=WORK")).toEqual(["elsewhere"]);
  expect(await names("?namespace=team&repository=work")).toEqual([]);
});

test("webhooks one may not set are left out", async () => {
  await create("of the image");
  await create("of all images", OF_ORGANIZATION);
  for (const [level, expected] of [
    [LEVEL.read, []],
    [LEVEL.edit, ["of the image"]],
    [LEVEL.manage, ["of all images", "of the image"]],
  ] as const) {
    const user = await service.createUser(`sees-${level}`);
    await service.grant(teamId, user, level);
    expect(await names("", user)).toEqual(expected);
    expect((await list("", user)).total).toBe(expected.length);
  }
  expect(await names("", await service.createAccount("partner"))).toEqual([]);
});
