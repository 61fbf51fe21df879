import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryLoginOperations } from "../../core/console-operations/temporary-logins.ts";
import { TEMPORARY_LOGINS_PER_USER } from "../../core/limits.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";
import { createLogin } from "./create-login.ts";
import { findLogin } from "./find-login.ts";

const PATH = "/api/temporary-logins";
const MINUTE = 60_000;

let service: TestService;
let bob: TestUser;
beforeEach(async () => {
  service = await createTestService();
  bob = await service.createUser("bob");
});
afterEach(() => service.close());

async function logIn(user = service.admin) {
  const { username, password } = await createLogin(await service.context(user));
  return {
    accessKey: username.split("@")[1] ?? "",
    works: () => findLogin(service.deps, username, password),
  };
}

async function list(user?: TestUser) {
  const answer = await service.app.request(PATH, { headers: await service.signIn(user) });
  expect(answer.status).toBe(200);
  return temporaryLoginOperations.ListTemporaryLogins.response.parse(await answer.json());
}

async function end(query: string, user?: TestUser) {
  const headers = await service.signIn(user);
  const answer = await service.app.request(PATH + query, { method: "DELETE", headers });
  expect(answer.status).toBe(204);
}

test("one's own are listed with their use, the newest first, until they have ended", async () => {
  const first = await logIn();
  service.advance(MINUTE);
  const second = await logIn();
  await logIn(bob);
  await second.works();
  expect(await list()).toEqual({
    total: 2,
    logins: [
      {
        access_key: second.accessKey,
        created_at: "2026-03-01T08:01:00.000Z",
        expires_at: "2026-03-01T14:01:00.000Z",
        last_used_at: "2026-03-01T08:01:00.000Z",
      },
      {
        access_key: first.accessKey,
        created_at: "2026-03-01T08:00:00.000Z",
        expires_at: "2026-03-01T14:00:00.000Z",
        last_used_at: null,
      },
    ],
  });
  service.advance(6 * 60 * MINUTE - MINUTE);
  expect((await list()).logins.map(({ access_key }) => access_key)).toEqual([second.accessKey]);
});

test("one can be ended, or all, and nobody else's", async () => {
  const [first, second, third] = [await logIn(), await logIn(), await logIn()];
  const bobs = await logIn(bob);
  await end(`?access_key=${bobs.accessKey}`);
  expect(await bobs.works()).toBeDefined();
  await end(`?access_key=${first.accessKey}`);
  expect([await first.works(), await second.works()]).toEqual([undefined, expect.anything()]);
  await end("");
  expect([await second.works(), await third.works()]).toEqual([undefined, undefined]);
  expect(await bobs.works()).toBeDefined();
  expect(await list()).toEqual({ total: 0, logins: [] });
});

test("a user has so many at once, and another once one has ended", async () => {
  const { user, project } = (await service.context()).caller;
  const makeMore = (count: number, from: string) =>
    sql`insert into login_keys (access_key, key_hash, user_id, project_id, created_at, expires_at)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
      select ${from} || i, 'x', ${user.id}, ${project.id}, '2026-03-01T08:00:00.000Z', '2026-03-01T09:00:00.000Z' from n`.execute(
      service.deps.db,
    );
  await makeMore(TEMPORARY_LOGINS_PER_USER - 1, "A");
  const last = await logIn();
  const made = await service.app.request("/v2/manage/utils/secret", {
    method: "POST",
    headers: await service.token(),
  });
  expect([made.status, await made.json()]).toMatchObject([400, { error_code: "SVCSTG.SWR.4009903" }]);
  await logIn(bob);
  await end(`?access_key=${last.accessKey}`);
  await logIn();
  await expect(logIn()).rejects.toThrow("at once");
  service.advance(61 * MINUTE);
  await logIn();
});

test("a list has a hundred at most, and says how many there are", async () => {
  for (let at = 0; at < 101; at++) await logIn();
  const { total, logins } = await list();
  expect([total, logins.length]).toEqual([101, 100]);
});
