import fc from "fast-check";
import { expect, test } from "vitest";
import { formatContentRange, parseContentRange } from "./content-range.ts";
import { limitSchema, offsetSchema } from "./paging.ts";

test("the middle number is the count on the page", () => {
  expect(formatContentRange(20, 10, 45)).toBe("20-10/45");
  expect(parseContentRange("20-10/45")).toEqual({ offset: 20, count: 10, total: 45 });
});

test("reads back what it wrote", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat(), (offset, count, total) => {
      expect(parseContentRange(formatContentRange(offset, count, total))).toEqual({ offset, count, total });
    }),
  );
});

test.each(["", "bytes 0-1/2", "0-1", "0-1/*", "-1-1/2", " 0-1/2", "0-1/2\n", "1e3-1/2"])(
  "%j is no content range",
  (text) => expect(parseContentRange(text)).toBeUndefined(),
);

test.each(["1", "100", "1000"])("limit %s", (text) => expect(limitSchema.parse(text)).toBe(Number(text)));

test.each(["0", "-1", "1001", "1.5", "ten", "", "Infinity", "NaN"])("limit %j is refused", (text) =>
  expect(limitSchema.safeParse(text).success).toBe(false),
);

test.each(["-1", "0.5", "x", "9007199254740993"])("offset %j is refused", (text) =>
  expect(offsetSchema.safeParse(text).success).toBe(false),
);
