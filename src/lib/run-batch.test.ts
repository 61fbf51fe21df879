import { expect, test } from "vitest";
import { type ItemState, NothingToDo, runBatch } from "./run-batch.ts";

function record() {
  const states = new Map<number, ItemState["state"]>();
  return { states, onState: (item: number, { state }: ItemState) => states.set(item, state) };
}

const items = Array.from({ length: 20 }, (_, at) => at);

test("one failure stops no other item, and each outcome is told apart", async () => {
  const { states, onState } = record();
  await runBatch(items, {
    act: async (item) => {
      if (item === 4) throw new NothingToDo("there already");
      if (item % 7 === 3) throw new Error("refused");
    },
    onState,
    signal: new AbortController().signal,
  });
  const failed = [...states].filter(([, state]) => state === "failed").map(([item]) => item);
  expect(failed.sort()).toEqual([10, 17, 3]);
  expect([...states.values()].filter((state) => state === "done")).toHaveLength(16);
  expect(states.get(4)).toBe("unchanged");
});

test("few run at a time, and none begins once it is stopped", async () => {
  const { states, onState } = record();
  const stop = new AbortController();
  let running = 0;
  let most = 0;
  await runBatch(items, {
    act: async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      if (item === 5) stop.abort();
      running -= 1;
    },
    onState,
    signal: stop.signal,
  });
  expect(most).toBe(4);
  expect(states.size).toBeLessThan(items.length);
  expect([...states.values()].every((state) => state === "done")).toBe(true);
});
