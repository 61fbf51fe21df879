import { expect, test } from "vitest";
import { ageOf, formatBytes, formatNumber, formatTime } from "./format.ts";

test.each([
  [0, "0\u00a0B"],
  [1, "1\u00a0B"],
  [1023, "1,023\u00a0B"],
  [1024, "1\u00a0KB"],
  [1536, "1.5\u00a0KB"],
  [193_154_252, "184\u00a0MB"],
  [1_524_713_390, "1.42\u00a0GB"],
  [1023.6 * 1024, "1,024\u00a0KB"],
  [1024 ** 6, "1,024\u00a0PB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("numbers are grouped", () => {
  expect([0, 999, 1000, 1_234_567, -1234, 1234.5].map(formatNumber)).toEqual([
    "0",
    "999",
    "1,000",
    "1,234,567",
    "-1,234",
    "1,234.5",
  ]);
});

const now = Date.parse("2026-11-24T12:00:00Z");

test.each([
  ["2026-11-24T12:00:00Z", "second", 0],
  // The service's clock may be ahead.
  ["2026-11-24T12:00:05Z", "second", 0],
  ["2026-11-24T11:59:18Z", "second", 42],
  ["2026-11-24T11:57:01Z", "minute", 2],
  ["2026-11-24T10:00:00Z", "hour", 2],
  ["2026-11-23T12:00:00Z", "day", 1],
  ["2026-11-04T12:00:00Z", "day", 20],
  ["2026-09-24T12:00:00Z", "month", 2],
  ["2024-11-20T12:00:00Z", "year", 2],
])("of %s the age is in %ss: %d", (iso, unit, count) => {
  expect(ageOf(iso, now)).toEqual({ unit, count });
});

test("a whole time says the year and the second", () => {
  const text = formatTime("2026-11-24T12:34:56.123456789Z", "en-US");
  expect(text).toContain("2026");
  expect(text).toContain("34:56");
});
