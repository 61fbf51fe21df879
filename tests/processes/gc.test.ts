/** `npm run gc` on the data folder of a stopped service. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../../e2e/support/api.ts";
import { run } from "../../e2e/support/run.ts";
import { type Service, startService } from "../../e2e/support/service.ts";
import { DATABASE_FILE } from "../../server/node/data-folder.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/gc.ts");

let service: Service;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service.dispose());

const gc = (...options: string[]) =>
  run(process.execPath, [SCRIPT, ...options], { SWR_DATA_DIR: service.dataDir });

/** Makes everything look two days old. */
function age(): void {
  const db = new DatabaseSync(join(service.dataDir, DATABASE_FILE));
  for (const table of ["blobs", "repository_blobs"]) {
    db.exec(`update ${table} set needed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-2 days')`);
  }
  db.exec("update blob_reviews set review_after = ''");
  db.close();
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
  age();
  const would = { code: 0, output: "Would remove 1 layer links and 1 blobs, 2.0 MB.\n" };
  expect(await gc("--dry-run")).toEqual(would);
  expect(await gc("--dry-run")).toEqual(would);
  expect((await gc()).output).toBe("Removed 1 layer links and 1 blobs, 2.0 MB.\n");
  expect((await gc()).output).toBe("Removed 0 layer links and 0 blobs, 0.0 MB.\n");
  expect(await gc("--force")).toEqual({ code: 1, output: "swr-console: usage: npm run gc [-- --dry-run]\n" });
});
