import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../../tests/support/service.ts";
import { idsOfNamesWith } from "../names-with.ts";
import { up } from "./0010-cheaper-lists.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

test("images of before are counted by account, and found by two characters", async () => {
  const { db } = service.deps;
  for (const happened of ["counted", "uncounted", "recounted"]) {
    await sql`drop trigger ${sql.id(`images_${happened}_in_account`)}`.execute(db);
  }
  await db.schema.dropTable("account_image_counts").execute();
  const stranger = await service.createAccount("other");
  const team = await service.createOrganization("team");
  const theirs = await service.createOrganization("theirs", stranger);
  const a = await service.createImage(team, "array");
  const b = await service.createImage(team, "gateway");
  const c = await service.createImage(theirs, "ay", { is_public: 1 });
  await service.createImage(theirs, "yak");
  // The index as it was, without what ends a name.
  await sql`delete from image_names`.execute(db);
  await sql`insert into image_names (rowid, name) select id, name from images`.execute(db);
  await up(db as unknown as Kysely<unknown>);
  const found = await sql<{ id: number }>`select id from ${idsOfNamesWith("ay")} order by id`.execute(db);
  expect(found.rows.map(({ id }) => id)).toEqual([a, b, c]);
  const counts = await db
    .selectFrom("account_image_counts")
    .select(["account_id", "is_public", "images"])
    .orderBy("images", "desc")
    .orderBy("is_public")
    .execute();
  expect(counts).toEqual([
    { account_id: service.admin.accountId, is_public: 0, images: 2 },
    { account_id: stranger.accountId, is_public: 0, images: 1 },
    { account_id: stranger.accountId, is_public: 1, images: 1 },
  ]);
});
