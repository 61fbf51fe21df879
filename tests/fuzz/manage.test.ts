/** Malformed input of every operation of the management API: refused in its form, and nothing changed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation } from "../../core/operations/define.ts";
import { type OperationId, operations } from "../../core/operations.ts";
import { CONSOLE_MANAGE_PREFIX } from "../../core/session.ts";
import {
  accepts,
  exampleOf,
  fuzzParameters,
  hostileBody,
  hostileHeaders,
  hostileLength,
  hostileQuery,
  hostileSegment,
} from "./input.ts";
import { setUpRange } from "./range.ts";

const RUNS = 30;

const range = setUpRange();

/** What exists, so that more than the first lookup is reached. */
const REAL: Record<string, string> = { namespace: "team", repository: "app", tag: "v1" };

/** The path with one parameter or more that cannot be, or with all as they should be. */
function pathOf({ path, params }: Operation): fc.Arbitrary<{ path: string; isReal: boolean }> {
  const names = Object.keys(params.shape);
  const segments = names.map((name) =>
    fc.oneof(hostileSegment, fc.constant(REAL[name] ?? "1"), fc.constant(REAL[name] ?? "1")),
  );
  return fc.tuple(...segments).map((values) => ({
    path: names.reduce((text, name, at) => text.replace(`{${name}}`, () => values[at] ?? ""), path),
    isReal: names.every((name, at) => values[at] === (REAL[name] ?? "1")),
  }));
}

function isAccepted(
  { query, body }: Operation,
  sentQuery: string,
  sentBody: string | Uint8Array | undefined,
) {
  const pairs = [...new URLSearchParams(sentQuery)].reverse();
  if (!query.safeParse(Object.fromEntries(pairs)).success) return false;
  return body.safeParse(undefined).success || accepts(body, sentBody);
}

test("there are 65 operations", () => expect(Object.keys(operations)).toHaveLength(65));

test.each(Object.keys(operations) as OperationId[])("%s", async (id) => {
  const operation: Operation = operations[id];
  const hasBody = !operation.body.safeParse(undefined).success;
  const shots = fc.record({
    path: pathOf(operation),
    query: hostileQuery(Object.keys(operation.query.shape)),
    body: hasBody ? hostileBody(exampleOf(operation.body)) : fc.option(hostileBody({}), { nil: undefined }),
    headers: hostileHeaders,
    length: fc.option(hostileLength, { nil: undefined, freq: 20 }),
    byConsole: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(shots, async ({ path, query, body, headers, length, byConsole }) => {
      const { client, console } = range.target();
      const reads = operation.method === "GET";
      // The root's own operations are no one's below the console's prefix.
      const prefix = byConsole && path.path.startsWith("/v2/manage") ? CONSOLE_MANAGE_PREFIX : "";
      const proof = prefix ? console : client;
      const lies = !reads && length !== undefined ? { "content-length": length } : {};
      const shot = {
        method: operation.method,
        path: `${prefix}${path.path}${query}`,
        headers: { ...headers, ...proof, ...lies },
        body: reads ? undefined : body,
      };
      await range.fire("manage", shot, isAccepted(operation, query, body));
    }),
    fuzzParameters(RUNS),
  );
});
