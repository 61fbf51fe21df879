/** Who takes over a name reads nothing of what had it before. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { callsTo } from "../../tests/support/call.ts";
import {
  outcome,
  prepareManifest,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "../../tests/support/registry.ts";
import type { TestUser } from "../../tests/support/service.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { followTables } from "./link-files.ts";

let registry: TestRegistry;
let other: TestUser;
beforeEach(async () => {
  registry = await startTestRegistry();
  other = await registry.deps.db
    .selectFrom("users")
    .innerJoin("accounts", "accounts.id", "users.account_id")
    .select(["users.id", "users.name", "accounts.id as accountId", "accounts.name as accountName"])
    .where("accounts.name", "=", "other")
    .executeTakeFirstOrThrow();
});
afterEach(() => registry.close());

const call = callsTo(() => registry);
const byStranger = (method: string, path: string) =>
  registry.call(method, path, { headers: registry.logins.stranger.headers });

test("an account that takes an organization's name over finds none of its blobs", async () => {
  const { digest } = await pushBlob(registry, "team/app", testBytes(300, 3));
  const { content, digest: manifest } = await prepareManifest(registry, "team/tagged", [1]);
  await putManifest(registry, "team/tagged", "v1", content);
  expect((await call("DELETE", "/v2/manage/namespaces/team/repos/tagged")).status).toBe(204);
  expect((await call("DELETE", "/v2/manage/namespaces/team")).status).toBe(204);
  const created = await call("POST", "/v2/manage/namespaces", { body: { namespace: "team" }, by: other });
  expect(created.status).toBe(201);

  const tryAll = async () => {
    for (const path of [`app/blobs/${digest}`, `tagged/blobs/${digest}`, `tagged/blobs/${manifest}`]) {
      expect(await outcome(byStranger("GET", `/v2/team/${path}`)), path).toBe("404 BLOB_UNKNOWN");
      expect((await byStranger("HEAD", `/v2/team/${path}`)).status, path).toBe(404);
    }
    const mount = `/v2/foreign/app/blobs/uploads/?mount=${digest}&from=team/app`;
    expect((await byStranger("POST", mount)).status).toBe(202);
  };
  await tryAll();
  await followTables(registry.deps);
  await tryAll();
  expect(await registry.deps.links.list("docker/registry/v2/repositories/team/app/_layers")).toEqual([]);
  await registry.deps.db.updateTable("login_keys").set({ expires_at: "2027-01-01T00:00:00.000Z" }).execute();
  registry.advance(25 * 60 * 60 * 1000);
  expect((await collectGarbage(registry.deps)).links).toBe(0);
  await tryAll();
});

test("an image that takes a name over has none of the last one's blobs", async () => {
  const { content, layers } = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", content);
  expect((await call("DELETE", "/v2/manage/namespaces/team/repos/app")).status).toBe(204);
  expect(
    (await call("POST", "/v2/manage/namespaces/team/repos", { body: { repository: "app", is_public: true } }))
      .status,
  ).toBe(200);
  const digest = layers[0]?.digest;
  expect(await outcome(byStranger("GET", `/v2/team/app/blobs/${digest}`))).toBe("404 BLOB_UNKNOWN");
  expect(await outcome(putManifest(registry, "team/app", "v1", content))).toBe("404 MANIFEST_BLOB_UNKNOWN");
});
