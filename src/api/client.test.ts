/** The client against a small real server: what it sends, and that signing in again loses nothing. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { imageNameFromUrl } from "../../core/names.ts";
import { SESSION_PATH } from "../../core/session.ts";
import { call, operationPath, pageQuery } from "./client.ts";
import { http, onSessionEnded } from "./http.ts";
import { queryClient } from "./query-client.ts";

interface Seen {
  method: string;
  url: string;
  body: string;
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

const seen: Seen[] = [];
let answer: (request: Seen) => Answer;

async function read(request: IncomingMessage): Promise<Seen> {
  return { method: request.method ?? "", url: request.url ?? "", body: await text(request) };
}

const server = createServer(async (incoming, outgoing) => {
  const request = await read(incoming);
  seen.push(request);
  const { status, body, headers } = answer(request);
  outgoing.writeHead(status, { "Content-Type": "application/json", ...headers });
  outgoing.end(body === undefined ? "" : JSON.stringify(body));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  http.defaults.baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(() => {
  seen.length = 0;
  answer = () => ({ status: 200 });
});

const create = () => call("CreateNamespace", { body: { namespace: "team" } });

test("sends the operation's method, path and body", async () => {
  answer = () => ({ status: 201 });
  await create();
  expect(seen).toEqual([
    { method: "POST", url: "/api/swr/v2/manage/namespaces", body: '{"namespace":"team"}' },
  ]);
});

test("leaves out query values that are not set", async () => {
  answer = () => ({ status: 200, body: [] });
  await call("ListReposDetails", { query: { name: undefined, namespace: "team", limit: 20, offset: 0 } });
  expect(seen[0]?.url).toBe("/api/swr/v2/manage/repos?namespace=team&limit=20&offset=0");
});

test("takes a page's total from Content-Range", async () => {
  answer = () => ({ status: 200, body: [{}, {}], headers: { "Content-Range": "20-2/45" } });
  const page = await queryClient.fetchQuery(
    pageQuery("ListReposDetails", { query: { limit: 20, offset: 20 } }),
  );
  expect(page.items).toHaveLength(2);
  expect(page.total).toBe(45);
});

test("says a refusal as ApiError", async () => {
  answer = () => ({ status: 409, body: { error_code: "SVCSTG.SWR.4090060", request_id: "r-1" } });
  await expect(create()).rejects.toMatchObject({ name: "ApiError", number: "4090060", requestId: "r-1" });
});

test("an ended session: signs in again and asks once more for the same", async () => {
  let signedIn = false;
  let why: unknown;
  answer = () => ({ status: signedIn ? 201 : 401, body: { error_code: "SVCSTG.SWR.4019902" } });
  onSessionEnded(async (refusal) => {
    signedIn = true;
    why = refusal;
  });
  await create();
  expect(why).toMatchObject({ number: "4019902" });
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
});

test("asks once more only: a session that ends at once is an error", async () => {
  answer = () => ({ status: 401, body: { error_code: "SVCSTG.SWR.4010000" } });
  onSessionEnded(async () => {});
  await expect(create()).rejects.toMatchObject({ status: 401, number: "4010000" });
  expect(seen).toHaveLength(2);
});

test("a wrong password does not ask for a password", async () => {
  answer = () => ({ status: 401 });
  onSessionEnded(() => Promise.reject(new Error("asked")));
  await expect(http.post(SESSION_PATH, {})).rejects.toMatchObject({ name: "ApiError", status: 401 });
  expect(seen).toHaveLength(1);
});

const PATH = "/v2/manage/namespaces/{namespace}/repos/{repository}";

test("writes an image's slash as $", () => {
  expect(operationPath(PATH, { namespace: "team", repository: "a/b" })).toBe(
    "/v2/manage/namespaces/team/repos/a%24b",
  );
});

test("whatever a parameter holds, it stays in its segment", () => {
  const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/^\.\.?$/.test(text));
  fc.assert(
    fc.property(value, value, (namespace, repository) => {
      const { pathname, search, hash } = new URL(operationPath(PATH, { namespace, repository }), "http://x");
      expect(search + hash).toBe("");
      const segments = pathname.split("/").map(decodeURIComponent);
      expect(segments.slice(0, 4)).toEqual(["", "v2", "manage", "namespaces"]);
      expect(segments[4]).toBe(namespace);
      expect(imageNameFromUrl(segments[6] ?? "")).toBe(imageNameFromUrl(repository));
      expect(segments).toHaveLength(7);
    }),
  );
});

test.each(["", ".", ".."])("refuses %j, which a URL would swallow", (namespace) => {
  expect(() => operationPath(PATH, { namespace, repository: "a" })).toThrow(RangeError);
});
