import { afterEach, beforeEach, expect, test } from "vitest";
import type { DeliveryDetail } from "../../core/console-operations/deliveries.ts";
import type { Webhook } from "../../core/console-operations/webhooks.ts";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { WEBHOOKS_PER_ACCOUNT, WEBHOOKS_PER_PLACE } from "../../core/limits.ts";
import { LEVEL } from "../../core/permissions.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import {
  answering,
  createFakeReceivers,
  type FakeReceivers,
  type Received,
  verify,
} from "../../tests/support/webhook.ts";
import { webhookHousekeeping } from "../deliveries/housekeeping.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { OutboundError } from "../ports/outbound.ts";

const DAY = 24 * 60 * 60 * 1000;
const WHSEC = /whsec_/;

let service: TestService;
let receivers: FakeReceivers;
let organizationId: number;
/** Every answer and line of the log. */
let shown: string[];
beforeEach(async () => {
  receivers = createFakeReceivers();
  shown = [];
  const tell = (...parts: unknown[]) => void shown.push(JSON.stringify(parts));
  service = await createTestService({
    outbound: receivers.outbound,
    log: { info: tell, error: (message, error, fields) => tell(message, String(error), fields) },
  });
  organizationId = await service.createOrganization("team");
  await service.createImage(organizationId, "web");
});
afterEach(() => service.close());

interface Answer {
  status: number;
  /** Of an error. */
  detail: string;
  value: unknown;
}

async function call(method: string, path: string, body?: unknown, by?: TestUser): Promise<Answer> {
  const headers = await service.signIn(by);
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await service.app.request(`/api/webhooks${path}`, init);
  const text = await response.text();
  shown.push(text);
  const value: unknown = text === "" ? undefined : JSON.parse(text);
  const detail = swrErrorBodySchema.safeParse(value).data?.errors[0]?.detail ?? "";
  return { status: response.status, detail, value };
}

const settings = (more: object = {}) => ({
  namespace: "team",
  repository: "web",
  name: "ci",
  url: "https://ci.example/hook?token=t",
  events: ["push"],
  condition_type: "all",
  condition: "",
  enabled: true,
  ...more,
});
const ORGANIZATION = { repository: undefined };

async function create(more: object = {}): Promise<{ id: string; secret: string }> {
  const { status, value } = await call("POST", "", settings(more));
  expect(status).toBe(201);
  const { webhook, secret } = value as { webhook: Webhook; secret: string };
  return { id: webhook.id, secret };
}

const sendTest = async (id: string) => (await call("POST", `/${id}/test`)).value as DeliveryDetail;
const list = async (place = "namespace=team&repository=web") =>
  ((await call("GET", `?${place}`)).value as { webhooks: Webhook[] }).webhooks;

test("a webhook is made, shown, changed and deleted; an image's and its organization's are apart", async () => {
  const { id } = await create({ events: ["push", "delete"] });
  const whole = await create({ ...ORGANIZATION, name: "all images" });
  const expected = {
    ...settings({ events: ["push", "delete"] }),
    id,
    off_reason: null,
    failing_since: null,
    is_blocked: false,
    missed: 0,
    waiting: 0,
    last_success_at: null,
    old_secret_until: null,
    creator_name: "admin",
    created_at: "2026-03-01T08:00:00.000Z",
  };
  const { namespace: _, repository: __, ...entry } = expected;
  expect(await list()).toEqual([entry]);
  expect(await list("namespace=team")).toMatchObject([{ id: whole.id, name: "all images" }]);
  const changes = {
    name: "cd",
    events: ["delete"],
    condition_type: "regular",
    condition: "v*",
    enabled: false,
  };
  expect((await call("PATCH", `/${id}`, changes)).value).toEqual({ ...entry, ...changes });
  expect((await call("PATCH", `/${id}`, { url: "http://ci.example" })).value).toMatchObject({
    url: "http://ci.example",
    name: "cd",
  });
  expect((await call("DELETE", `/${id}`)).status).toBe(204);
  expect((await call("DELETE", `/${id}`)).status).toBe(404);
  expect(await list()).toEqual([]);
});

test.each([
  [{ url: "ftp://ci.example/" }, "url: no http or https address"],
  [{ url: "javascript:alert(1)" }, "url: no http or https address"],
  [{ url: "ci.example" }, "url: no http or https address"],
  [{ url: "https://me:secret@ci.example/" }, "url: without user and password"],
  [{ url: `https://ci.example/${"x".repeat(2000)}` }, "url"],
  [{ name: " " }, "name"],
  [{ name: "x".repeat(65) }, "name"],
  [{ events: [] }, "events"],
  [{ events: ["pull"] }, "events"],
  [{ condition_type: "regular", condition: "(" }, "condition: not re2"],
  [{ condition_type: "tag", condition: "a b" }, "condition: tag"],
  [{ condition_type: "regular", condition: "x".repeat(2001) }, "condition"],
])("%o is refused in words", async (more, words) => {
  const { status, detail } = await call("POST", "", settings(more));
  expect([status, detail]).toEqual([400, expect.stringContaining(words)]);
});

test("hostile names and addresses come back as they were sent", async () => {
  for (const text of HOSTILE_STRINGS.filter((text) => text.trim() === text && text.length <= 64)) {
    const url = `https://ci.example/?q=${encodeURIComponent(text)}`;
    const { id } = await create({ name: text, url });
    expect((await list()).find((it) => it.id === id)).toMatchObject({ name: text, url });
    await call("DELETE", `/${id}`);
  }
});

test("who manages an organization or edits an image sets its webhooks; others see none", async () => {
  const image = await create();
  const whole = await create(ORGANIZATION);
  const may = async (user: TestUser) =>
    (
      await Promise.all(
        [image, whole].map(async ({ id }) => (await call("PATCH", `/${id}`, { name: "x" }, user)).status),
      )
    ).join(" ");
  for (const [level, expected, lists] of [
    [LEVEL.read, "404 404", 403],
    [LEVEL.edit, "200 404", 403],
    [LEVEL.manage, "200 200", 200],
  ] as const) {
    const user = await service.createUser(`level-${level}`);
    await service.grant(organizationId, user, level);
    expect(await may(user)).toBe(expected);
    expect((await call("GET", "?namespace=team", undefined, user)).status).toBe(lists);
    expect((await call("POST", "", settings(ORGANIZATION), user)).status).toBe(lists === 200 ? 201 : 403);
  }
  expect(await may(await service.createAccount("other"))).toBe("404 404");
});

test("an image, an organization and an account may have so many", async () => {
  for (let count = 0; count < WEBHOOKS_PER_PLACE; count++) await create();
  const refused = await call("POST", "", settings());
  expect([refused.status, refused.detail]).toEqual([400, `an image may have ${WEBHOOKS_PER_PLACE}`]);
  await create(ORGANIZATION);
  const { db } = service.deps;
  const { id: _, ...row } = await db.selectFrom("webhooks").selectAll().limit(1).executeTakeFirstOrThrow();
  const other = await service.createOrganization("more");
  for (let count = WEBHOOKS_PER_PLACE + 1; count < WEBHOOKS_PER_ACCOUNT; count++) {
    const more = { ...row, id: String(count), organization_id: other, image_id: null };
    await db.insertInto("webhooks").values(more).execute();
  }
  const full = await call("POST", "", settings(ORGANIZATION));
  expect([full.status, full.detail]).toEqual([400, `an account may have ${WEBHOOKS_PER_ACCOUNT}`]);
});

test("a test event is sent at once, also by one that is off, and its outcome is the answer", async () => {
  const { id, secret } = await create({ enabled: false });
  receivers.answer = () => answering(200, { "x-request-id": "7" }, "<b>thanks</b>");
  expect(await sendTest(id)).toMatchObject({
    state: "success",
    cause: "test",
    event: "swr.webhook.test",
    status: 200,
    url: "https://ci.example/hook?token=t",
    answer_headers: [["x-request-id", "7"]],
    answer_body: "<b>thanks</b>",
    answer_is_cut: false,
    next_at: null,
  });
  const [request] = receivers.received as [Received];
  verify(secret, request, request.body);
  expect(request.event).toMatchObject({ source: "https://registry.example/team/web", data: { by: "admin" } });
  receivers.answer = () => {
    throw new OutboundError("tls", "no trusted connection (CERT_HAS_EXPIRED)");
  };
  expect(await sendTest(id)).toMatchObject({
    state: "failed",
    reason: "tls",
    detail: "no trusted connection (CERT_HAS_EXPIRED)",
    status: null,
    answer_body: null,
  });
  expect(await list()).toMatchObject([{ failing_since: "2026-03-01T08:00:00.000Z" }]);
});

test("only the beginning of a receiver's answer is kept", async () => {
  const { id } = await create();
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`x-${at}`, "v".repeat(3000)]));
  receivers.answer = () => ({ ...answering(200, many, "cut here"), isCut: true });
  const { answer_headers, answer_is_cut } = await sendTest(id);
  expect([answer_headers?.length, answer_headers?.[0]?.[1].length, answer_is_cut]).toEqual([50, 1000, true]);
});

test("a new secret leaves the one before a day, and neither is ever shown again", async () => {
  const { id, secret } = await create();
  const { value } = await call("POST", `/${id}/secret`);
  const { secret: second } = value as { secret: string };
  expect(atob(second.replace(WHSEC, ""))).toHaveLength(32);
  await sendTest(id);
  service.advance(DAY);
  await sendTest(id);
  const [during, after] = receivers.received as [Received, Received];
  for (const valid of [secret, second]) verify(valid, during, during.body);
  verify(second, after, after.body);
  expect(() => verify(secret, after, after.body)).toThrow("No matching signature");
  const [first, rotated, ...rest] = shown.filter((text) => WHSEC.test(text));
  expect([first, rotated, rest]).toEqual([
    expect.stringContaining(secret),
    expect.stringContaining(second),
    [],
  ]);
  const tables = await Promise.all(
    (["webhooks", "webhook_deliveries", "jobs"] as const).map((table) =>
      service.deps.db.selectFrom(table).selectAll().execute(),
    ),
  );
  for (const kept of [secret, second]) expect(JSON.stringify(tables)).not.toContain(kept.replace(WHSEC, ""));
  // Nor an address, which may let in whoever knows it.
  expect(shown.filter((text) => text.startsWith('["') && text.includes("ci.example"))).toEqual([]);
});

test("a secret that cannot be decrypted is reported, and a new one mends it", async () => {
  const { id } = await create();
  service.deps.signingKey = new Uint8Array(32).fill(9);
  expect(await sendTest(id)).toMatchObject({ state: "failed", reason: "no_secret" });
  await call("POST", `/${id}/secret`);
  service.advance(DAY);
  expect(await sendTest(id)).toMatchObject({ state: "success" });
});

test("an address inside a network is refused by name; one that comes to be closed is marked", async () => {
  const open = await create();
  service.deps.isBlocked = async () => true;
  const { status, detail } = await call("POST", "", settings());
  expect([status, detail]).toEqual([400, expect.stringMatching(/ci\.example .*SWR_OUTBOUND_ALLOW/)]);
  expect((await call("PATCH", `/${open.id}`, { url: "https://else.example" })).status).toBe(400);
  expect((await call("PATCH", `/${open.id}`, { name: "still" })).status).toBe(200);
  await planRecurring(service.deps, [webhookHousekeeping]);
  const runner = createJobRunner(service.deps, [webhookHousekeeping]);
  await runner.tick();
  await runner.idle();
  expect(await list()).toMatchObject([{ is_blocked: true }]);
  service.deps.isBlocked = async () => false;
  await sendTest(open.id);
  expect(await list()).toMatchObject([{ is_blocked: false }]);
});
