/** Many cheap requests, or one that asks for much. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.service.dispose());

test("tokens for hundreds of scopes are refused, and hold nobody up", async () => {
  const scopes = (count: number) =>
    Array.from({ length: count }, (_, at) => `scope=repository:attackers/app-${at}:pull`).join("&");
  await scene.besides(async () => {
    for (let round = 0; round < 20; round++) {
      const refused = await fetch(`${scene.service.origin}/v2/token?${scopes(250)}`);
      expect(refused.status).toBe(403);
      await refused.arrayBuffer();
      const given = await fetch(`${scene.service.origin}/v2/token?${scopes(50)}`);
      expect(given.status).toBe(200);
      await given.arrayBuffer();
    }
  });
});

test("guesses at passwords hold nobody up", async () => {
  const guess = (at: number) =>
    fetch(`${scene.service.origin}/api/session`, {
      method: "POST",
      headers: { Origin: scene.service.origin },
      body: JSON.stringify({ account: "local", user: `user-${at}`, password: "guessed" }),
    });
  const statuses = new Set<number>();
  await scene.besides(async () => {
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => guess(20 * round + at)));
      for (const { status } of answers) statuses.add(status);
    }
  });
  expect([...statuses].sort()).toEqual([401, 429]);
});

test("bodies that no schema takes hold nobody up", async () => {
  const nested = "[".repeat(200_000) + "]".repeat(200_000);
  const wide = `{${Array.from({ length: 60_000 }, (_, at) => `"k${at}":1`).join(",")}}`;
  await scene.besides(async () => {
    for (const body of [nested, wide, "[".repeat(1_000_000), `"${"\\ud800".repeat(150_000)}"`]) {
      for (const path of ["/v2/manage/namespaces", "/v3/auth/tokens"]) {
        const headers = { "content-type": "application/json" };
        const answer = await scene.attacker.send("POST", path, { body, headers });
        expect([400, 401]).toContain(answer.status);
        await answer.arrayBuffer();
      }
    }
  });
});
