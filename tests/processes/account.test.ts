/** `npm run account` beside a running service, and without it. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../e2e/support/run.ts";
import { type Service, startService } from "../../e2e/support/service.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/account.ts");
const PASSWORD = "as good as any other";

let service: Service;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service.dispose());

const account = (args: string[], input = "", dataDir = service.dataDir) =>
  run(process.execPath, [SCRIPT, ...args], { SWR_DATA_DIR: dataDir }, input);

async function signIn(name: string, user = "admin"): Promise<number> {
  const answer = await fetch(`${service.origin}/api/session`, {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ account: name, user, password: PASSWORD }),
  });
  await answer.body?.cancel();
  return answer.status;
}

test("accounts are made, disabled, enabled and renamed while the service runs", {
  timeout: 60_000,
}, async () => {
  expect(await account(["create", "acme", "--user", "root"], `${PASSWORD}\r\nnot this\n`)).toEqual({
    code: 0,
    output: "Made the account acme with its administrator root.\n",
  });
  expect(await signIn("acme", "root")).toBe(200);

  expect((await account(["disable", "acme", "--keep-public"])).code).toBe(0);
  expect(await signIn("acme", "root")).toBe(403);
  expect((await account(["list"])).output).toMatch(
    /^acme +disabled, public images kept +1 users +0 organizations/m,
  );
  expect((await account(["enable", "acme"])).code).toBe(0);
  expect(await signIn("acme", "root")).toBe(200);

  expect((await account(["rename", "acme", "acme 二"])).code).toBe(0);
  expect(await signIn("acme", "root")).toBe(401);
  expect(await signIn("acme 二", "root")).toBe(200);
  expect((await account(["list"])).output).toMatch(/^acme 二 +enabled +1 users/m);

  expect(await account(["create", "acme 二"], PASSWORD)).toEqual(taken("acme 二"));
  expect((await account(["create", "Acme 二"], PASSWORD)).code).toBe(0);
  expect(await account(["rename", "acme 二", "Acme 二"])).toEqual(taken("Acme 二"));
});

const failed = (text: string) => ({ code: 1, output: `swr-console: ${text}\n` });
const taken = (name: string) => failed(`the name ${name} is taken by another account`);

test("what makes no sense is said in one line", { timeout: 60_000 }, async () => {
  for (const command of [
    ["disable", "none"],
    ["enable", "none"],
    ["rename", "none", "other"],
  ]) {
    expect(await account(command)).toEqual(failed("there is no account none"));
  }
  expect(await account(["create", " acme"], PASSWORD)).toEqual(
    failed("the account's name must not begin or end with a space"),
  );
  expect(await account(["create", "new", "--user", "x".repeat(65)], PASSWORD)).toEqual(
    failed("the user's name must be at most 64 characters"),
  );
  expect(await account(["create", "new"], "short\n")).toEqual(
    failed("the password must have at least 8 characters"),
  );
  for (const command of [
    [],
    ["delete", "acme"],
    ["constructor"],
    ["list", "acme"],
    ["list", "--keep-public"],
  ]) {
    const { code, output } = await account(command);
    expect([code, output]).toEqual([1, expect.stringContaining("usage: npm run account -- create NAME")]);
  }
  expect(await account(["list"], "", join(service.dataDir, "none"))).toEqual(
    failed("SWR_DATA_DIR holds no data of the service: start it once"),
  );
});

test("the stopped service's data folder will do", { timeout: 60_000 }, async () => {
  await service.kill();
  expect((await account(["create", "later"], PASSWORD)).code).toBe(0);
  expect((await account(["list"])).output).toMatch(/^later +enabled/m);
});
