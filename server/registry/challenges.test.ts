/** Whoever follows a challenge is let through: what it names is what the route demands. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  digestOf,
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";

let registry: TestRegistry;
let manifest: Awaited<ReturnType<typeof prepareManifest>>;
let upload: string;

beforeAll(async () => {
  registry = await startTestRegistry();
  manifest = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", manifest.content);
  await putManifest(
    registry,
    "ops/source",
    "v1",
    (await prepareManifest(registry, "ops/source", [1])).content,
  );
  const started = await registry.call("POST", "/v2/team/app/blobs/uploads/");
  upload = started.headers.get("location") ?? "";
});
afterAll(() => registry.close());

const call = (method: string, path: string, headers = {}) =>
  fetch(registry.origin + path, { method, headers, redirect: "manual" });

/** The scopes of the challenge; undefined where the answer is none. */
function challenged(answer: Response): string | undefined {
  const challenge = answer.headers.get("www-authenticate") ?? "";
  return answer.status === 401 ? /scope="([^"]*)"/.exec(challenge)?.[1] : undefined;
}

async function bearer(scope: string) {
  const query = new URLSearchParams({ service: "x" });
  for (const one of scope.split(" ")) query.append("scope", one);
  const answer = await call("GET", `/v2/token?${query}`, registry.logins.admin.headers);
  return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
}

const ROUTES: [methods: string, what: string, path: () => string][] = [
  ["GET HEAD", "the catalog", () => "/v2/_catalog"],
  ["GET HEAD", "tags", () => "/v2/team/app/tags/list"],
  ["GET HEAD", "referrers", () => `/v2/team/app/referrers/${manifest.digest}`],
  ["GET HEAD PUT DELETE", "a manifest", () => "/v2/team/app/manifests/none"],
  ["GET HEAD DELETE", "a blob", () => `/v2/team/app/blobs/${digestOf("none")}`],
  ["POST", "uploads", () => "/v2/team/app/blobs/uploads/"],
  ["POST", "a mount", () => `/v2/team/app/blobs/uploads/?mount=${manifest.config.digest}&from=ops/source`],
  ["GET HEAD PATCH PUT DELETE", "an upload", () => upload],
];

const EACH = ROUTES.flatMap(([methods, what, path]) =>
  methods.split(" ").map((method) => [method, what, path] as const),
);

test.each(EACH)("%s of %s", async (method, _, path) => {
  const scope = challenged(await call(method, path()));
  expect(scope).toBeTruthy();
  const lesser = await bearer("repository:team/other:pull");
  expect(challenged(await call(method, path(), lesser))).toBe(scope);
  const answer = await call(method, path(), await bearer(scope ?? ""));
  expect([401, 405]).not.toContain(answer.status);
});

test("no route is left out", async () => {
  for (const [methods, what, path] of ROUTES) {
    for (const method of ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"]) {
      const answer = await call(method, path(), registry.logins.admin.headers);
      expect([what, method, answer.status === 405]).toEqual([
        what,
        method,
        !methods.split(" ").includes(method),
      ]);
    }
  }
});

test("a token for the target alone is sent for one for the source of a mount too", async () => {
  const path = `/v2/team/app/blobs/uploads/?mount=${manifest.config.digest}&from=ops/source`;
  const answer = await call("POST", path, await bearer("repository:team/app:pull,push"));
  expect(challenged(answer)).toBe("repository:team/app:pull,push repository:ops/source:pull");
});
