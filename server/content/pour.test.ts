import { expect, test } from "vitest";
import { pour } from "./pour.ts";

/** How many chunks, of how many bytes together, were handed on at once. */
async function batchesOf(chunks: number, bytes: number): Promise<[chunks: number, bytes: number][]> {
  const batches: [number, number][] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < chunks; at++) controller.enqueue(new Uint8Array(bytes));
      controller.close();
    },
  });
  await pour(body, {
    async write(batch) {
      batches.push([batch.length, batch.length * bytes]);
    },
  });
  return batches;
}

test("a body is handed on by the megabyte", async () => {
  expect(await batchesOf(40, 64 * 1024)).toEqual([
    [16, 1024 * 1024],
    [16, 1024 * 1024],
    [8, 512 * 1024],
  ]);
});

test("a batch of many small chunks is handed on sooner", async () => {
  expect(await batchesOf(2500, 1)).toEqual([
    [1024, 1024],
    [1024, 1024],
    [452, 452],
  ]);
});
