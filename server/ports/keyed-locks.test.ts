import { expect, test } from "vitest";
import { createKeyedLocks } from "./keyed-locks.ts";

const never = new Promise<void>(() => undefined);

test("work of one key runs one after the other, in the order it came", async () => {
  const { withLock } = createKeyedLocks();
  const steps: string[] = [];
  const work = (name: string) =>
    withLock("key", async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
    });
  await Promise.all([work("a"), work("b")]);
  expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

test("a failure reaches its own caller only, and other keys do not wait", async () => {
  const { withLock } = createKeyedLocks();
  const failing = withLock("key", () => Promise.reject(new Error("no")));
  const next = withLock("key", async () => "next");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("next");
  void withLock("key", () => never);
  expect(await withLock("other", async () => "other")).toBe("other");
});
