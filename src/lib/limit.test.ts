import { expect, test } from "vitest";
import { createLimit } from "./limit.ts";

const never = new AbortController().signal;

/** A task that ends when it is told to. */
function manual() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { task: () => promise, resolve, reject };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("no more than allowed run at a time, and a failure makes room too", async () => {
  const limit = createLimit(2);
  const started: number[] = [];
  const tasks = [manual(), manual(), manual(), manual()];
  const results = tasks.map(({ task }, at) =>
    limit(() => {
      started.push(at);
      return task();
    }, never).catch(() => "failed"),
  );
  await settle();
  expect(started).toEqual([0, 1]);
  tasks[1]?.reject(new Error("no"));
  await settle();
  expect(started).toEqual([0, 1, 2]);
  for (const { resolve } of tasks) resolve("done");
  expect(await Promise.all(results)).toEqual(["done", "failed", "done", "done"]);
  expect(started).toEqual([0, 1, 2, 3]);
});

test("what is given up while it waits is never started", async () => {
  const limit = createLimit(1);
  const first = manual();
  const gone = new AbortController();
  const running = limit(first.task, never);
  let started = false;
  const waiting = limit(async () => {
    started = true;
  }, gone.signal);
  gone.abort(new Error("left the page"));
  first.resolve("done");
  await expect(waiting).rejects.toThrow("left the page");
  expect([await running, started]).toEqual(["done", false]);
  expect(await limit(async () => "next", never)).toBe("next");
});
