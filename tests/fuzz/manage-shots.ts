/** What is sent to the operations of the management API. */
import fc from "fast-check";
import type { Operation } from "../../core/operations/define.ts";
import {
  exampleOf,
  hostileBody,
  hostileHeaders,
  hostileLength,
  hostileQuery,
  hostileSegment,
} from "./input.ts";

/** What exists, so that more than the first lookup is reached. */
const REAL: Record<string, string> = { namespace: "team", repository: "app", tag: "v1" };

/** The path with one parameter or more that cannot be, or with all as they should be. */
function pathOf(
  { path, params }: Operation,
  real: Record<string, string>,
): fc.Arbitrary<{ path: string; isReal: boolean }> {
  const names = Object.keys(params.shape);
  const segments = names.map((name) =>
    fc.oneof(hostileSegment, fc.constant(real[name] ?? "1"), fc.constant(real[name] ?? "1")),
  );
  return fc.tuple(...segments).map((values) => ({
    path: names.reduce((text, name, at) => text.replace(`{${name}}`, () => values[at] ?? ""), path),
    isReal: names.every((name, at) => values[at] === (real[name] ?? "1")),
  }));
}

/** Requests of the operation. `byConsole`: with the console's prefix and cookie. */
export function shotsAt(operation: Operation, real: Record<string, string> = REAL) {
  const hasBody = !operation.body.safeParse(undefined).success;
  return fc.record({
    path: pathOf(operation, real),
    query: hostileQuery(Object.keys(operation.query.shape)),
    body: hasBody ? hostileBody(exampleOf(operation.body)) : fc.option(hostileBody({}), { nil: undefined }),
    headers: hostileHeaders,
    length: fc.option(hostileLength, { nil: undefined, freq: 20 }),
    byConsole: fc.boolean(),
  });
}
