/** Malformed input of every sort, as fast-check generates it. */
import fc from "fast-check";
import { z } from "zod";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const hostileText = fc.oneof(
  fc.constantFrom(
    ...HOSTILE_STRINGS,
    "\ud800",
    "a\u0000b",
    "\r\nX-Injected: 1",
    "__proto__",
    "constructor",
    "",
  ),
  fc.constantFrom(
    "NaN",
    "-1",
    "0",
    "1e309",
    "9".repeat(400),
    "9007199254740993",
    "0x10",
    "true",
    "null",
    "[]",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** A path segment as it is sent: escaped rightly, or in a way no client should. */
export const hostileSegment = fc.oneof(
  hostileText.map(percentEncode).filter((text) => !/^\.{0,2}$/.test(text)),
  fc.constantFrom(
    "%",
    "%zz",
    "%2",
    "%ED%A0%80",
    "%00",
    "%2F",
    "%5C..%5C",
    "%FF%FE",
    "$",
    "%24%24",
    "%0d%0a",
    "~",
    "+",
  ),
);

const hostileQueryValue = fc.oneof(
  hostileText.map(percentEncode),
  fc.constantFrom(
    "%",
    "%zz",
    "%ED%A0%80",
    "%FF",
    "a=b",
    "::",
    "||",
    "a::b::c|d",
    "namespace::|",
    "limit::x",
    "limit::-1",
  ),
);

/** A query with the names given and others, each perhaps twice. `right`: pairs that could stand in a good one. */
export function hostileQuery(names: readonly string[], right: readonly string[] = []): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names, ...names, "filter", "limit", "__proto__", "x[]", "%zz", "%00");
  const hostile = fc.tuple(name, hostileQueryValue).map(([key, value]) => `${key}=${value}`);
  const pair = right.length > 0 ? fc.oneof(fc.constantFrom(...right), hostile) : hostile;
  return fc.array(pair, { maxLength: 4 }).map((pairs) => (pairs.length > 0 ? `?${pairs.join("&")}` : ""));
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    -1,
    0,
    0.5,
    1e308,
    -(2 ** 63),
    2 ** 53,
    [],
    {},
    [null],
    [[[]]],
    { a: {} },
  ),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}')),
  // Below what the server still reads of a body that nobody wants, before it cuts the connection.
  fc.constantFrom(JSON.parse(nested(1000)), "x".repeat(30_000), Array(2000).fill("a")),
);

/** What is wrong at one place: another value, none, or one too many. */
interface Damage {
  /** Steps down from the top; beyond the last level they count for nothing. */
  way: number[];
  kind: "replace" | "remove" | "add";
  value: unknown;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  way: fc.array(fc.nat(5), { maxLength: 4 }),
  kind: fc.constantFrom("replace", "replace", "replace", "remove", "add"),
  value: junk,
});

function harm(value: unknown, { way: [step, ...way], kind, value: other }: Damage): unknown {
  if (typeof value !== "object" || value === null || step === undefined)
    return kind === "replace" ? other : value;
  // The levels below are shared: they may be deeper than can be copied.
  const copy = { ...value } as Record<string, unknown>;
  const keys = Object.keys(copy);
  if (kind === "add" && way.length === 0) return { ...copy, extra: other };
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return other;
  if (kind === "remove" && way.length === 0) delete copy[key];
  else copy[key] = harm(copy[key], { way, kind, value: other });
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const notJson = fc.oneof(
  fc.constantFrom(
    "",
    "{",
    "nonsense",
    "{'a':1}",
    "\ufeff{}",
    '{"a":1}}',
    "\u0000",
    "NaN",
    nested(25_000),
    '"\\ud800"',
  ),
  fc.uint8Array({ minLength: 1, maxLength: 30 }),
);

/** Bodies near a right one: harmed in one to three places, or as text no JSON at all. */
export function hostileBody(right: unknown): fc.Arbitrary<string | Uint8Array> {
  const harmed = fc
    .array(damage, { minLength: 1, maxLength: 3 })
    .map((damages) => JSON.stringify(damages.reduce<unknown>(harm, right)) ?? "");
  return fc.oneof({ weight: 4, arbitrary: harmed }, { weight: 1, arbitrary: notJson });
}

/** Whether a schema lets a sent body through. */
export function accepts(schema: z.ZodType, sent: string | Uint8Array | undefined): boolean {
  if (sent === undefined) return false;
  try {
    const text = typeof sent === "string" ? sent : new TextDecoder().decode(sent);
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** A value of the right form, made from the schema. */
export function exampleOf(schema: z.ZodType): unknown {
  return example(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minLength?: number;
  minimum?: number;
}

function example(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.allOf ?? [];
  if (first) return example(first);
  if (schema.prefixItems) return schema.prefixItems.map(example);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, example(property)]),
      );
    case "array":
      return schema.items ? [example(schema.items)] : [];
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    default:
      return "a".repeat(Math.max(schema.minLength ?? 1, 1));
  }
}

/** Headers that any request may carry. */
export const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    "content-type",
    "range",
    "content-range",
    "if-none-match",
    "accept",
    "x-request-id",
    "origin",
    "expect-x",
  ),
  fc.constantFrom(
    "bytes=0-0",
    "bytes=-",
    "bytes=5-2",
    "bytes=99999999999999999999-",
    "bytes=0-1,3-4",
    "0-4",
    "4-0",
    "-1--5",
    "bytes 0-9/*",
    "x".repeat(3000),
    "text/plain",
    "application/json; charset=utf-16",
    "multipart/form-data",
    "*",
    "\u00ff\u00fe",
    '"',
    "null",
    "1e9-2e9",
  ),
  { maxKeys: 3 },
);

/** Lengths that are none, or more than anything may have. The body does not come to its end. */
export const hostileLength = fc.constantFrom(
  "-1",
  "abc",
  "1e3",
  "0x5",
  "5, 6",
  "99999999999",
  "9".repeat(30),
  "",
);

/** As UTF-8, lone surrogates as U+FFFD. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** `FUZZ_RUNS` for more than the tests need, `FUZZ_SEED` to repeat what a failure printed. */
export function fuzzParameters(runs: number): fc.Parameters<unknown> {
  const { FUZZ_RUNS, FUZZ_SEED } = process.env;
  return {
    numRuns: FUZZ_RUNS === undefined ? runs : Number(FUZZ_RUNS),
    ...(FUZZ_SEED !== undefined && { seed: Number(FUZZ_SEED) }),
  };
}
