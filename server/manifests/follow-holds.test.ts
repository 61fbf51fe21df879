import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { enqueue } from "../jobs/queue.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { holdFollowing } from "./follow-holds.ts";
import { leaveSteps, stepsOf } from "./hold-steps.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

/** With something left to be looked at. */
async function createImage(organization: number, name: string): Promise<number> {
  const id = await service.createImage(organization, name);
  await leaveSteps(service.deps.db, id, stepsOf("release", [{ digest: "gone" }]));
  await enqueue(service.deps, { kind: holdFollowing.name, key: String(id) });
  return id;
}

const left = async (image: number) =>
  (await service.deps.db.selectFrom("hold_steps").select("digest").where("image_id", "=", image).execute())
    .length;

test("an image of which there is always more to look at holds up no other", async () => {
  const organization = await service.createOrganization("team");
  const busy = await createImage(organization, "busy");
  const other = await createImage(organization, "other");
  await sql`
    create trigger more after delete on hold_steps when old.image_id = ${sql.lit(busy)} begin
      insert into hold_steps (image_id, turn, digest, after) values (old.image_id, old.turn, old.digest, '');
    end
  `.execute(service.deps.db);
  let now = service.deps.clock().getTime();
  const runner = createJobRunner({ ...service.deps, clock: () => new Date(now++) }, [holdFollowing]);
  await runner.tick();
  await vi.waitFor(async () => expect(await left(other)).toBe(0), { timeout: 20_000 });
  expect(await left(busy)).toBe(1);
  await runner.stop();
});

test("what is left is not given up, however often it failed", async () => {
  const image = await createImage(await service.createOrganization("team"), "app");
  const { db } = service.deps;
  await db.updateTable("jobs").set({ attempts: 100 }).execute();
  await sql`create trigger broken before delete on hold_steps begin select raise(abort, 'broken'); end`.execute(
    db,
  );
  const runner = createJobRunner(service.deps, [holdFollowing]);
  await runner.tick();
  await runner.idle();
  expect(await left(image)).toBe(1);
  await sql`drop trigger broken`.execute(db);
  service.advance(60 * 60 * 1000);
  await runner.tick();
  await runner.idle();
  expect(await left(image)).toBe(0);
});
