import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atPace } from "./body-pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const PACE = { bytes: 10, everyMs: 1000 };

function setUp() {
  const body = Object.assign(new Readable({ read: () => undefined }), { complete: false });
  const read = atPace(body, PACE);
  return { body, next: () => read.next(), pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

test("a body that keeps arriving goes on, however long it takes", async () => {
  const { body, next, pass } = setUp();
  for (let at = 0; at < 20; at++) {
    const chunk = next();
    await pass(600);
    body.push("0123456789");
    expect((await chunk).value).toHaveLength(10);
  }
  const end = next();
  body.push(null);
  expect((await end).done).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ["nothing", ""],
  ["less than the pace", "0"],
])("what brings %s is cut", async (_, text) => {
  const { body, next, pass } = setUp();
  if (text !== "") {
    body.push(text);
    await next();
  }
  const rest = expect(next()).rejects.toThrow();
  await pass(1000);
  await rest;
  expect([body.destroyed, vi.getTimerCount()]).toEqual([true, 0]);
});

test("a body that nobody reads is not cut", async () => {
  const { body, next, pass } = setUp();
  await pass(60_000);
  body.push("0");
  await next();
  await pass(60_000);
  expect(body.destroyed).toBe(false);
  const more = next();
  body.push("1");
  expect((await more).value?.toString()).toBe("1");
});
