/** Copies to another region that are cut, stopped, cancelled or held up in the middle of a layer. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobRunner } from "../../server/jobs/runner.ts";
import { digestOf } from "../support/registry.ts";
import { pushLarge, startTwoRegistries, type TwoRegistries } from "../support/two-registries.ts";

let two: TwoRegistries;
beforeEach(async () => {
  // What a target still has of a cut request arrives meanwhile.
  two = await startTwoRegistries(5);
});
afterEach(() => two.close());

async function send(tag: string) {
  const body = { remoteRegionId: "dr", remoteNamespace: "team", imageTag: [tag], override: true };
  const path = "/api/swr/v2/manage/namespaces/team/repos/app/sync_images";
  expect((await two.source.call("POST", path, { body: JSON.stringify(body) })).status).toBe(200);
}

async function there(tag: string): Promise<string | undefined> {
  const answer = await two.target.call("GET", `/v2/team/app/manifests/${tag}`);
  return answer.status === 200 ? digestOf(await answer.text()) : undefined;
}

/** State and cause of the newest record. */
async function newest(): Promise<string> {
  const [record] = await two.records();
  return `${record?.state} ${record?.cause}`;
}

/** Lets what waits begin, at that pace, and go on until more than so many bytes are sent. */
async function startSlowly(pace: { bytes: number; pauseMs: number }, sent: number): Promise<JobRunner> {
  two.proxy.slow = pace;
  const runner = two.createRunner();
  await runner.tick();
  await expect
    .poll(async () => (await two.records())[0]?.sent_bytes, { timeout: 10_000 })
    .toBeGreaterThan(sent);
  return runner;
}

test("a copy that is cut goes on where it stood", async () => {
  const size = 32_000_000;
  const { digest } = await pushLarge(two.source, "big", size);
  await send("big");
  two.proxy.cutAfter = size * 0.6;
  await two.runJobs();
  expect([await newest(), await there("big")]).toEqual(["success null", digest]);
  expect(two.proxy.received).toBeLessThan(1.2 * size);
});

test("so does one whose service was stopped in the middle", async () => {
  const size = 32_000_000;
  const { digest } = await pushLarge(two.source, "big", size);
  await send("big");
  const runner = await startSlowly({ bytes: 1_000_000, pauseMs: 50 }, size / 4);
  await runner.stop();
  expect(await there("big")).toBeUndefined();
  two.proxy.slow = undefined;
  await two.runJobs();
  expect([await newest(), await there("big")]).toEqual(["success null", digest]);
  expect(two.proxy.received).toBeLessThan(1.2 * size);
});

test("a copy that is cancelled stops in the middle of a layer, and goes on where it stood when retried", async () => {
  const size = 32_000_000;
  await pushLarge(two.source, "big", size);
  await send("big");
  const runner = await startSlowly({ bytes: 500_000, pauseMs: 100 }, size / 20);
  const [record] = await two.records();
  expect(record).toMatchObject({ state: "running" });
  expect((await two.console("POST", `sync-records/${record?.id}/cancel`)).status).toBe(204);
  await expect.poll(() => two.proxy.open, { timeout: 5_000 }).toBe(0);
  await runner.idle();
  expect([await newest(), await there("big")]).toEqual(["cancel null", undefined]);
  two.proxy.slow = undefined;
  expect((await two.console("POST", `sync-records/${record?.id}/retry`)).status).toBe(204);
  await two.runJobs();
  expect((await two.records())[0]).toMatchObject({ id: record?.id, state: "success", attempt: 2 });
  expect(two.proxy.received).toBeLessThan(1.2 * size);
});

test("one that is cancelled and at once retried begins anew", async () => {
  const size = 32_000_000;
  const { digest } = await pushLarge(two.source, "big", size);
  await send("big");
  const runner = await startSlowly({ bytes: 500_000, pauseMs: 100 }, size / 20);
  const [record] = await two.records();
  expect((await two.console("POST", `sync-records/${record?.id}/cancel`)).status).toBe(204);
  expect((await two.console("POST", `sync-records/${record?.id}/retry`)).status).toBe(204);
  await expect.poll(newest, { timeout: 5_000 }).toBe("running null");
  two.proxy.slow = undefined;
  await runner.idle();
  expect((await two.records())[0]).toMatchObject({
    id: record?.id,
    state: "success",
    attempt: 2,
    started_at: expect.any(String),
  });
  expect(await there("big")).toBe(digest);
});

test("nothing moving for the stated time is a timeout; slowly is none", async () => {
  two.source.deps.config.syncStallMs = 2000;
  const { digest } = await pushLarge(two.source, "big", 12_000_000);
  await send("big");
  two.proxy.slow = { bytes: 1_000_000, pauseMs: 250 };
  await two.runJobs();
  expect([await newest(), await there("big")]).toEqual(["success null", digest]);
  two.proxy.slow = undefined;
  await pushLarge(two.source, "huge", 20_000_000, 2);
  await send("huge");
  two.proxy.holds = true;
  // What the sockets' buffers take counts as sent: a later try may get a little further before nothing moves.
  for (let tries = 0; tries < 5 && (await newest()) !== "timeout timeout"; tries++) {
    await two.runJobs();
    two.source.advance(60_000);
    // It takes over from a request of which nothing more came.
    two.target.advance(60_000);
  }
  expect(await newest()).toBe("timeout timeout");
});
