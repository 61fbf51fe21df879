import { afterAll, expect, test } from "vitest";
import { createTestService } from "../../tests/support/service.ts";
import { createJobRunner, planRecurring } from "../jobs/runner.ts";
import { createLogin } from "../login/create-login.ts";
import { forgetExpired } from "./forget-expired.ts";

const service = await createTestService();
afterAll(() => service.close());

async function rowsLeft(): Promise<number[]> {
  const tables = ["sessions", "tokens", "login_keys"] as const;
  return Promise.all(
    tables.map(async (table) => (await service.deps.db.selectFrom(table).select("user_id").execute()).length),
  );
}

async function makeProofs(): Promise<void> {
  await service.signIn();
  await service.token();
  await createLogin(await service.context(), 15 * 60);
}

test("ended sign-ins are deleted, current ones stay", async () => {
  await makeProofs();
  // A session idles out after 30 minutes; the token lives for a day.
  service.advance(31 * 60_000);
  await makeProofs();
  await planRecurring(service.deps, [forgetExpired]);
  const runner = createJobRunner(service.deps, [forgetExpired]);
  await runner.tick();
  await runner.idle();
  expect(await rowsLeft()).toEqual([1, 2, 1]);
});
