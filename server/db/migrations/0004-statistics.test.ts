import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../../tests/support/service.ts";
import { up } from "./0004-statistics.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

test("what was pushed before counts for the day its image was made", async () => {
  const { db } = service.deps;
  await db.schema.dropTable("account_days").execute();
  await db.schema.dropIndex("images_totals").execute();
  const stranger = await service.createAccount("other");
  const team = await service.createOrganization("team");
  const ops = await service.createOrganization("ops");
  const theirs = await service.createOrganization("theirs", stranger);
  await service.createImage(team, "a", { size: 2 ** 40, created_at: "2026-01-01T23:59:59.999Z" });
  await service.createImage(ops, "b", { size: 1, created_at: "2026-01-01T00:00:00.000Z" });
  await service.createImage(team, "c", { size: 5, created_at: "2026-01-02T00:00:00.000Z" });
  await service.createImage(theirs, "d", { size: 7, created_at: "2026-01-02T00:00:00.000Z" });
  await up(db as unknown as Kysely<unknown>);
  const rows = await db.selectFrom("account_days").selectAll().orderBy("stored_change", "desc").execute();
  expect(rows).toEqual([
    { account_id: service.admin.accountId, date: "2026-01-01", stored_change: 2 ** 40 + 1, pulled_bytes: 0 },
    { account_id: stranger.accountId, date: "2026-01-02", stored_change: 7, pulled_bytes: 0 },
    { account_id: service.admin.accountId, date: "2026-01-02", stored_change: 5, pulled_bytes: 0 },
  ]);
});
