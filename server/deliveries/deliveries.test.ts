import { afterEach, beforeEach, expect, test } from "vitest";
import type { Delivery, DeliveryDetail, DeliveryTry } from "../../core/console-operations/deliveries.ts";
import type { Webhook } from "../../core/console-operations/webhooks.ts";
import { DELIVERIES_KEPT, DELIVERIES_WAITING_MAX, DELIVERY_DAYS } from "../../core/limits.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { CONSOLE_REGISTRY_PREFIX } from "../../core/session.ts";
import { callsTo } from "../../tests/support/call.ts";
import {
  digestOf,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import {
  answering,
  createFakeReceivers,
  type FakeReceivers,
  type Received,
  verify,
} from "../../tests/support/webhook.ts";
import { firingRun } from "../firings/run.ts";
import type { JobKind } from "../jobs/kind.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { OutboundError } from "../ports/outbound.ts";
import { retentionRun, retentionSweep } from "../retention/run.ts";
import { webhookHousekeeping } from "./housekeeping.ts";
import { deliveryRun } from "./run.ts";

const IMAGE = "/v2/manage/namespaces/team/repos/web";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let registry: TestRegistry;
let receivers: FakeReceivers;
beforeEach(async () => {
  receivers = createFakeReceivers();
  registry = await startTestRegistry();
  registry.deps.outbound = receivers.outbound;
  // The image is there from the start.
  await push("first", 1);
});
afterEach(() => registry.close());

const api = callsTo(() => registry);

/** Of its own content for each seed. Answers the digest. */
async function push(tag: string, seed: number, image = "team/web"): Promise<string> {
  const { content } = await prepareManifest(registry, image, [seed]);
  await putManifest(registry, image, tag, content);
  return digestOf(content);
}

/** A push by another door, and quicker. */
const copy = (to: string) =>
  api("POST", `${IMAGE}/tags`, { body: { source_tag: "first", destination_tag: to } });

async function call<Value>(method: string, path: string, body?: unknown): Promise<Value> {
  const headers = await registry.signIn();
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await registry.app.request(`/api/webhooks${path}`, init);
  return (response.status === 204 ? undefined : await response.json()) as Value;
}

/** Of the image, on pushes of every tag, unless it is said otherwise. */
async function create(more: object = {}): Promise<{ id: string; secret: string }> {
  const settings = { url: "https://ci.example/hook", events: ["push"], condition_type: "all", condition: "" };
  const body = { namespace: "team", repository: "web", name: "ci", enabled: true, ...settings, ...more };
  const { webhook, secret } = await call<{ webhook: Webhook; secret: string }>("POST", "", body);
  return { id: webhook.id, secret };
}

const show = async (place = "namespace=team&repository=web") =>
  (await call<{ webhooks: Webhook[] }>("GET", `?${place}`)).webhooks[0];
const deliveries = async (id: string) =>
  (await call<{ deliveries: Delivery[] }>("GET", `/${id}/deliveries`)).deliveries;
const newest = async (id: string) => (await deliveries(id))[0] ?? expect.fail("nothing was sent");

async function runJobs(...kinds: JobKind[]): Promise<void> {
  const runner = createJobRunner(registry.deps, kinds.length > 0 ? kinds : [deliveryRun]);
  await runner.tick();
  await runner.idle();
}

async function later(ms: number): Promise<void> {
  registry.advance(ms);
  await runJobs();
}

/** `type tag` of what came. */
const told = () =>
  receivers.received.map(({ event }) => [event.type, event.subject].filter(Boolean).join(" "));

test("a push is told as a CloudEvent that the published library verifies", async () => {
  const { id, secret } = await create();
  const digest = await push("v1", 2);
  await runJobs();
  const [request] = receivers.received as [Received];
  verify(secret, request, request.body);
  expect(() => verify(secret, request, request.body.replace("v1", "v2"))).toThrow("No matching signature");
  expect(request.contentType).toBe("application/cloudevents+json; charset=utf-8");
  expect(request.event).toEqual({
    specversion: "1.0",
    id: request.id,
    source: "https://registry.example/team/web",
    type: "swr.tag.pushed",
    subject: "v1",
    time: "2026-03-01T08:00:00.000Z",
    datacontenttype: "application/json",
    data: {
      organization: "team",
      image: "web",
      tag: "v1",
      digest,
      previous_digest: null,
      media_type: MEDIA_TYPE.ociManifest,
      size: expect.any(Number),
      by: "admin",
      via: "registry",
    },
  });
  expect(await newest(id)).toMatchObject({
    state: "success",
    status: 204,
    tag: "v1",
    tries: [{ status: 204 }],
  });
  const whole = await call<DeliveryDetail>("GET", `/${id}/deliveries/${(await newest(id)).id}`);
  expect(whole.body).toBe(request.body);
  expect(Object.fromEntries(whole.request_headers ?? [])["webhook-signature"]).toBe(request.signature);
});

test("retry and redelivery are signed anew under the same id, whatever characters there are", async () => {
  const { id, secret } = await create();
  const user = await registry.createUser("部署\u2028\u0000 é");
  await registry.grant(registry.organizations.team, user, 7);
  receivers.answer = () => answering(500, { "x-a": "b" }, "no");
  await api("POST", `${IMAGE}/tags`, { body: { source_tag: "first", destination_tag: "v1" }, by: user });
  await runJobs();
  receivers.answer = () => answering(200, {}, "ok");
  await later(MINUTE);
  registry.advance(HOUR);
  const redelivered = await call<Delivery>("POST", `/${id}/deliveries/${(await newest(id)).id}/redeliver`);
  expect(redelivered).toMatchObject({
    state: "success",
    cause: "redelivery",
    status: 200,
    answer_body: "ok",
  });
  expect(receivers.received).toHaveLength(3);
  for (const request of receivers.received) {
    verify(secret, request, request.body);
    expect([request.id, request.event.data.by]).toEqual([request.event.id, user.name]);
  }
  expect(new Set(receivers.received.map((request) => request.id)).size).toBe(1);
  expect(new Set(receivers.received.map((request) => request.timestamp)).size).toBe(3);
  const [, first] = await deliveries(id);
  expect(first?.tries.map(({ status, reason }) => [status, reason])).toEqual([
    [500, "refused"],
    [200, null],
  ]);
});

test("every way to move or delete a tag sends an event", async () => {
  const { id } = await create({ events: ["push", "delete"] });
  const { content } = await prepareManifest(registry, "team/web", [3]);
  await putManifest(registry, "team/web", "client", content);
  await putManifest(registry, "team/web", "client", content);
  await registry.call("PUT", `${CONSOLE_REGISTRY_PREFIX}/v2/team/web/manifests/page`, {
    body: content,
    headers: { "content-type": MEDIA_TYPE.ociManifest, authorization: "" },
  });
  await api("POST", `${IMAGE}/tags`, { body: { source_tag: "client", destination_tag: "copy" } });
  await api("DELETE", `${IMAGE}/tags/copy`);
  await registry.call("DELETE", `/v2/team/web/manifests/${digestOf(content)}`);
  registry.advance(MINUTE);
  await push("kept", 4);
  await api("POST", `${IMAGE}/retentions`, {
    body: { algorithm: "or", rules: [{ template: "tag_rule", params: { num: "1" }, tag_selectors: [] }] },
  });
  await runJobs(retentionSweep, retentionRun);
  await runJobs();
  expect(told()).toEqual([
    "swr.tag.pushed client",
    "swr.tag.pushed page",
    "swr.tag.pushed copy",
    "swr.tag.deleted copy",
    "swr.tag.deleted client",
    "swr.tag.deleted page",
    "swr.tag.pushed kept",
    "swr.tag.deleted first",
  ]);
  expect(receivers.received.map(({ event }) => `${event.data.via} ${event.data.by}`)).toEqual([
    "registry admin",
    "console admin",
    "api admin",
    "api admin",
    "registry admin",
    "registry admin",
    "registry admin",
    "job retention",
  ]);
  expect(receivers.received[3]?.event.data).toMatchObject({
    digest: digestOf(content),
    media_type: MEDIA_TYPE.ociManifest,
  });
  expect((await deliveries(id)).every(({ state }) => state === "success")).toBe(true);
});

test("an organization's webhook hears of all its images, and once of a deleted one", async () => {
  await create({
    repository: undefined,
    events: ["push", "delete"],
    condition_type: "regular",
    condition: "v*",
  });
  await create({ events: ["delete"] });
  await push("v1", 2);
  await push("v2", 3);
  await push("v1", 4, "team/other");
  await push("main", 4, "team/other");
  await push("v1", 5, "ops/elsewhere");
  await api("DELETE", IMAGE);
  await api("DELETE", "/v2/manage/namespaces/team/repos/other");
  await runJobs();
  expect(told()).toEqual([
    "swr.tag.pushed v1",
    "swr.tag.pushed v2",
    "swr.tag.pushed v1",
    "swr.image.deleted",
    "swr.image.deleted",
  ]);
  expect(receivers.received.at(-2)?.event).toMatchObject({
    source: "https://registry.example/team/web",
    data: { image: "web", tags: ["v1", "v2"], tag_count: 2 },
  });
});

test("a condition and being off keep events back", async () => {
  await create({ condition_type: "tag", condition: "staging;production" });
  await create({ url: "https://off.example/", enabled: false });
  for (const [at, tag] of ["main", "staging"].entries()) await push(tag, 10 + at);
  await api("DELETE", `${IMAGE}/tags/staging`);
  await runJobs();
  expect(told()).toEqual(["swr.tag.pushed staging"]);
});

test("a failed delivery is tried ten times over three days, then given up", async () => {
  const { id } = await create();
  receivers.answer = () => answering(503);
  await push("v1", 2);
  await runJobs();
  for (let days = 0; days < 5 * 24 * 12; days++) await later(5 * MINUTE);
  const { state, reason, tries, next_at } = await newest(id);
  expect([state, reason, tries.length, next_at]).toEqual(["failed", "refused", 10, null]);
  const hours = tries.map(({ at }: DeliveryTry) => (Date.parse(at) - Date.parse(tries[0]?.at ?? "")) / HOUR);
  expect(hours.at(-1)).toBeGreaterThan(70);
  expect(hours.at(-1)).toBeLessThan(80);
  expect((await show())?.failing_since).toBe(tries[0]?.at);
  receivers.answer = () => answering(204);
  await copy("v2");
  await runJobs();
  expect(await show()).toMatchObject({ failing_since: null, waiting: 0 });
});

test("a redirect is a failure, tried again like any other", async () => {
  const { id } = await create();
  receivers.answer = () => {
    throw new OutboundError("redirect", "answered with a redirect (302), which is not followed");
  };
  await copy("v1");
  await runJobs();
  expect(await newest(id)).toMatchObject({ state: "waiting", reason: "redirect", status: null });
});

test("Retry-After is heeded", async () => {
  const { id } = await create();
  receivers.answer = () => answering(429, { "retry-after": "120" });
  await push("v1", 2);
  await runJobs();
  expect((await newest(id)).next_at).toBe("2026-03-01T08:02:00.000Z");
  await later(MINUTE);
  expect(receivers.received).toHaveLength(1);
});

test("410 switches the webhook off and says so; waiting events are not sent", async () => {
  const { id } = await create();
  receivers.answer = () => answering(410);
  await push("v1", 2);
  await push("v2", 3);
  await runJobs();
  await later(HOUR);
  expect(receivers.received).toHaveLength(1);
  expect(await show()).toMatchObject({ enabled: false, off_reason: "gone", waiting: 0 });
  expect((await deliveries(id)).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
    "cancelled switched_off",
    "failed gone",
  ]);
});

test("a receiver that hangs holds up neither other webhooks nor triggers", async () => {
  const hanging = Promise.withResolvers<never>();
  receivers.answer = ({ url }) => (url.includes("hangs") ? hanging.promise : answering(204));
  const slow = await create({ url: "https://hangs.example/" });
  for (let seed = 0; seed < 100; seed++) await copy(`many-${seed}`);
  const quick = await create();
  await push("v1", 2);
  const runner = createJobRunner(registry.deps, [deliveryRun, firingRun]);
  await runner.tick();
  await expect.poll(() => newest(quick.id)).toMatchObject({ state: "success" });
  expect(await newest(slow.id)).toMatchObject({ state: "waiting", tries: [] });
  expect(receivers.received.filter(({ url }) => url.includes("hangs"))).toHaveLength(1);
  hanging.reject(new OutboundError("timeout", "no answer within 10 s"));
  await runner.idle();
  // Left alone for a while, not asked a hundred times in a row.
  expect(receivers.received.filter(({ url }) => url.includes("hangs"))).toHaveLength(1);
});

test("a receiver that does not answer is asked seldom, and gets every event once it does", async () => {
  const { id } = await create();
  receivers.answer = () => {
    throw new OutboundError("unreachable", "cannot be reached (ECONNREFUSED)");
  };
  for (let seed = 0; seed < 30; seed++) await copy(`v${seed}`);
  for (let minutes = 0; minutes < 60; minutes++) await later(MINUTE);
  expect(receivers.received.length).toBeLessThan(30);
  receivers.answer = () => answering(204);
  for (let minutes = 0; minutes < 90; minutes++) await later(MINUTE);
  expect((await deliveries(id)).map(({ state }) => state)).toEqual(Array(30).fill("success"));
});

test("nothing is sent for a deleted webhook or image", async () => {
  receivers.answer = () => answering(500);
  const { id } = await create();
  await create({ repository: undefined, enabled: false });
  for (let seed = 0; seed < 50; seed++) await copy(`v${seed}`);
  await runJobs();
  const before = receivers.received.length;
  await call("DELETE", `/${id}`);
  await create();
  await push("last", 2);
  await api("DELETE", IMAGE);
  await later(10_000);
  await later(24 * HOUR);
  expect(receivers.received).toHaveLength(before);
  const { db } = registry.deps;
  expect(await db.selectFrom("webhook_deliveries").select("id").execute()).toEqual([]);
  expect(await db.selectFrom("jobs").select("key").where("kind", "=", "webhook").execute()).toEqual([]);
});

test("a crash before the outcome is written down sends the event again under its id, and none is lost", async () => {
  const { id } = await create();
  await push("v1", 2);
  const { db } = registry.deps;
  receivers.answer = async () => {
    await db.updateTable("jobs").set({ lease_id: "another's" }).where("kind", "=", "webhook").execute();
    await db.schema.alterTable("webhook_deliveries").renameTo("away").execute();
    return answering(204);
  };
  await runJobs();
  await db.schema.alterTable("away").renameTo("webhook_deliveries").execute();
  receivers.answer = () => answering(204);
  await later(MINUTE);
  expect(receivers.received).toHaveLength(2);
  expect(new Set(receivers.received.map((request) => request.id)).size).toBe(1);
  expect(await deliveries(id)).toMatchObject([{ state: "success" }]);
});

test("waiting events and kept history are limited", async () => {
  const { id } = await create({ events: ["push", "delete"] });
  receivers.answer = () => answering(500);
  const { db, clock } = registry.deps;
  const row = {
    webhook_id: id,
    message_id: "msg_x",
    cause: "event" as const,
    event: "swr.tag.pushed" as const,
    body: "{}",
    creator_name: "admin",
    created_at: clock().toISOString(),
  };
  const waiting = { ...row, state: "waiting" as const, next_at: "2030-01-01T00:00:00.000Z" };
  for (let count = 1; count < DELIVERIES_WAITING_MAX; count++)
    await db.insertInto("webhook_deliveries").values(waiting).execute();
  for (const tag of ["v1", "v2", "v3"]) await copy(tag);
  expect(await show()).toMatchObject({ missed: 2, waiting: DELIVERIES_WAITING_MAX });
  await call("PATCH", `/${id}`, { enabled: false });
  await call("PATCH", `/${id}`, { enabled: true });
  expect(await show()).toMatchObject({ missed: 0, waiting: 0 });
  receivers.answer = () => answering(204);
  await push("v4", 5);
  await runJobs();
  expect(await db.selectFrom("webhook_deliveries").select("id").execute()).toHaveLength(DELIVERIES_KEPT);
  registry.advance((DELIVERY_DAYS + 1) * 24 * HOUR);
  await planRecurring(registry.deps, [webhookHousekeeping]);
  await runJobs(webhookHousekeeping);
  expect(await deliveries(id)).toEqual([]);
});
