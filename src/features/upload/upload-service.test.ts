import { expect, test, vi } from "vitest";
import type { RegistryClient } from "../../../core/registry-client/client.ts";
import { dockerArchive, tar } from "../../../tests/support/archives.ts";
import type { FromWorker } from "./messages.ts";
import { createUploadService } from "./upload-service.ts";

const archive = new Blob([tar(...dockerArchive([new Uint8Array(100_000)], ["app:1"]))]);

test("while not a byte goes out, the page hears for how long, and of a speed that falls", async () => {
  const sending = Promise.withResolvers<void>();
  const client: Partial<RegistryClient<Blob>> = {
    hasBlob: async () => false,
    startUpload: async () => "/location",
    sendChunk: (_location, _chunk, _signal, onSent) => {
      clock += 1000;
      onSent(100);
      sending.resolve();
      return new Promise(() => undefined);
    },
  };
  let clock = 0;
  let tick = () => {};
  const posted: FromWorker[] = [];
  const handle = createUploadService({
    client: client as RegistryClient<Blob>,
    wait: (ms) =>
      new Promise((resolve) => {
        tick = () => {
          clock += ms;
          resolve();
        };
      }),
    now: () => clock,
    post: (message) => posted.push(message),
  });
  const last = () => posted.findLast((message) => message.type === "progress")?.progress;

  handle({ type: "inspect", id: "1", file: archive, maxBytes: null });
  await vi.waitFor(() => expect(posted.at(-1)?.type).toBe("inspected"));
  handle({ type: "start", id: "1", organization: "team", targets: [{ index: 0, image: "app", tag: "1" }] });
  await sending.promise;
  expect(last()?.stalledMs).toBe(0);
  const before = last()?.speed ?? 0;
  for (let second = 1; second <= 6; second++) {
    tick();
    await vi.waitFor(() => expect(last()?.stalledMs).toBe(second * 1000));
  }
  expect(before).toBeGreaterThan(0);
  expect(last()?.speed).toBeLessThan(before / 2);
});
