/** Malformed input of every operation of the management API: refused in its form, and nothing changed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation } from "../../core/operations/define.ts";
import { type OperationId, operations } from "../../core/operations.ts";
import { CONSOLE_MANAGE_PREFIX } from "../../core/session.ts";
import { accepts, fuzzParameters } from "./input.ts";
import { shotsAt } from "./manage-shots.ts";
import { setUpRange } from "./range.ts";

const RUNS = 30;

const range = setUpRange();

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
  await fc.assert(
    fc.asyncProperty(shotsAt(operation), async ({ path, query, body, headers, length, byConsole }) => {
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
