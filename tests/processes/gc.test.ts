/** `npm run gc` on the data folder of a stopped service. */
import { createHash } from "node:crypto";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../../e2e/support/api.ts";
import { run } from "../../e2e/support/run.ts";
import { type Service, startService } from "../../e2e/support/service.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/gc.ts");

let service: Service;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service.dispose());

const gc = (...options: string[]) =>
  run(process.execPath, [SCRIPT, ...options], { SWR_DATA_DIR: service.dataDir });

async function age(): Promise<void> {
  const time = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  const entries = await readdir(join(service.dataDir, "registry"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  await Promise.all(files.map((entry) => utimes(join(entry.parentPath, entry.name), time, time)));
}

test("it waits for the service to stop, tells what it would do, and does it", {
  timeout: 60_000,
}, async () => {
  const api = await connect(service);
  const organization = await api.createOrganization();
  const { user, password } = await api.createLogin();
  const body = new Uint8Array(2_000_000);
  const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
  const pushed = await fetch(`${service.origin}/v2/${organization}/app/blobs/uploads/?digest=${digest}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
    body,
  });
  expect(pushed.status).toBe(201);
  expect(await gc()).toEqual({
    code: 1,
    output: "swr-console: SWR_DATA_DIR is in use by another running service\n",
  });

  await service.kill();
  expect((await gc()).output).toBe("Removed 0 layer links and 0 blobs, 0.0 MB.\n");
  await age();
  const would = { code: 0, output: "Would remove 1 layer links and 1 blobs, 2.0 MB.\n" };
  expect(await gc("--dry-run")).toEqual(would);
  expect(await gc("--dry-run")).toEqual(would);
  expect((await gc()).output).toBe("Removed 1 layer links and 1 blobs, 2.0 MB.\n");
  expect((await gc()).output).toBe("Removed 0 layer links and 0 blobs, 0.0 MB.\n");
  expect(await gc("--force")).toEqual({ code: 1, output: "swr-console: usage: npm run gc [-- --dry-run]\n" });
});
