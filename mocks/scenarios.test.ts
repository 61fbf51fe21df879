import { expect, test } from "vitest";
import type { ListedImage } from "../core/operations/images.ts";
import { type Answer, createDemoApp } from "./demo-app.ts";
import { type Fault, withFaults } from "./faults.ts";
import type { Scenario } from "./scenarios.ts";

const origin = "http://demo.example";
const MANAGE = "/api/swr/v2/manage";

async function total(answer: Answer, path: string): Promise<number> {
  const response = await answer(new Request(`${origin}${MANAGE}${path}`));
  expect(response.status).toBe(200);
  return Number(response.headers.get("Content-Range")?.split("/")[1]);
}

const open = (scenario: Scenario) => createDemoApp(origin, scenario);

test("an empty account has nothing", async () => {
  expect(await total(await open("empty"), "/repos?limit=10&offset=0")).toBe(0);
});

test("a user with few rights sees what is granted and what is public, and may do little", async () => {
  const answer = await open("limited");
  const session = await answer(new Request(`${origin}/api/session`));
  expect(await session.json()).toMatchObject({ user: { name: "dev", isAdministrator: false } });
  const response = await answer(new Request(`${origin}${MANAGE}/repos?limit=100&offset=0`));
  const images: ListedImage[] = await response.json();
  expect(images.filter(({ namespace }) => namespace === "payments").map(({ name }) => name)).toEqual([
    "ledger",
  ]);
  expect(images.length).toBeLessThan(30);
  const refused = await answer(
    new Request(`${origin}${MANAGE}/namespaces/base-images`, { method: "DELETE" }),
  );
  expect(refused.status).toBe(403);
});

test("an image has ten thousand tags, the newest first", async () => {
  const answer = await open("manyTags");
  expect(await total(answer, "/namespaces/storefront/repos/nightly/tags?limit=100&offset=0")).toBe(10_000);
  expect(
    await total(answer, "/namespaces/storefront/repos/nightly/tags?limit=5&offset=0&tag=build-0000"),
  ).toBe(10);
});

test("a hundred thousand images can be listed and searched", async () => {
  const answer = await open("manyImages");
  expect(await total(answer, "/repos?limit=100&offset=99900")).toBe(100_030);
  expect(await total(answer, "/repos?limit=10&offset=0&namespace=team-007")).toBe(500);
  expect(await total(answer, "/repos?limit=10&offset=0&name=api-00001")).toBe(1);
});

test.each<[Fault, number, number]>([
  ["none", 200, 201],
  ["expired", 401, 401],
  ["forbidden", 403, 403],
  ["conflict", 200, 409],
  ["busy", 429, 429],
  ["broken", 500, 500],
  // What no answer at all looks like: a network error.
  ["offline", 0, 0],
])("%s: reading answers %i, writing %i", async (fault, reading, writing) => {
  const answer = await open("empty");
  const read = await withFaults(answer, fault).answer(new Request(`${origin}${MANAGE}/namespaces`));
  expect(read.status).toBe(reading);
  if (read.status >= 400) expect(await read.json()).toHaveProperty("error_code");
  const body = JSON.stringify({ namespace: "made-here" });
  const written = await withFaults(answer, fault).answer(
    new Request(`${origin}${MANAGE}/namespaces`, { method: "POST", body }),
  );
  expect(written.status).toBe(writing);
  const session = await withFaults(answer, fault).answer(new Request(`${origin}/api/session`));
  expect(session.status).toBe(200);
});

test("the session ends once, and signing in again goes on", async () => {
  const answer = await open("empty");
  const faults = withFaults(answer, "expired");
  const list = () => faults.answer(new Request(`${origin}${MANAGE}/namespaces`));
  expect((await list()).status).toBe(401);
  const credentials = JSON.stringify({ account: "demo", user: "admin", password: "demo" });
  await faults.answer(new Request(`${origin}/api/session`, { method: "POST", body: credentials }));
  expect((await list()).status).toBe(200);
  expect(faults.get()).toBe("none");
});

test("errors come in the form of the area that is asked", async () => {
  const { answer } = withFaults(await open("empty"), "busy");
  const ask = async (path: string) => await (await answer(new Request(origin + path))).json();
  expect(await ask("/api/iam/v3/auth/projects")).toMatchObject({ error: { code: 429 } });
  expect(await ask("/api/registry/v2/a/b/tags/list")).toMatchObject({
    errors: [{ code: "TOOMANYREQUESTS" }],
  });
});
