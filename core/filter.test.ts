import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilter } from "./filter.ts";

test.each([
  ["", {}],
  ["name::nginx", { name: "nginx" }],
  [
    "namespace::group|name::nginx|limit::20|offset::0",
    { namespace: "group", name: "nginx", limit: "20", offset: "0" },
  ],
  ["name::", { name: "" }],
  ["name::a::b", { name: "a::b" }],
  ["|name::a||", { name: "a" }],
  ["name::a|name::b", { name: "b" }],
])("%j", (text, pairs) => expect(parseFilter(text)).toEqual(pairs));

test.each(["name", "name:nginx", "::nginx", "name::a|b"])("%j is no filter", (text) =>
  expect(parseFilter(text)).toBeUndefined(),
);

test("reads back what was joined", () => {
  const text = fc.string({ unit: "grapheme" }).filter((part) => !part.includes("|"));
  const key = text.filter((part) => part !== "" && !part.includes(":") && part !== "__proto__");
  const value = text.filter((part) => !part.startsWith(":"));
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (pairs) => {
      const joined = Object.entries(pairs).map(([name, content]) => `${name}::${content}`);
      expect(parseFilter(joined.join("|"))).toEqual(pairs);
    }),
  );
});

test("a key cannot reach the prototype", () => {
  expect(parseFilter("__proto__::x|name::a")).toEqual({ name: "a" });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
