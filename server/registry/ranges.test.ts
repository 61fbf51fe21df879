import { expect, test } from "vitest";
import { parseContentRange, parseRanges, uploadRange } from "./ranges.ts";

test.each([
  [undefined, "all"],
  ["bytes=0-", [{ start: 0, end: 99 }]],
  ["bytes=0-0", [{ start: 0, end: 0 }]],
  ["bytes=90-200", [{ start: 90, end: 99 }]],
  ["bytes=-5", [{ start: 95, end: 99 }]],
  ["bytes=-500", [{ start: 0, end: 99 }]],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=5-4", "all"],
  ["bytes=-", "all"],
  [
    "bytes=0-1, 50-59,-1",
    [
      { start: 0, end: 1 },
      { start: 50, end: 59 },
      { start: 99, end: 99 },
    ],
  ],
  ["bytes=0-1,200-300", [{ start: 0, end: 1 }]],
  ["bytes=200-300,400-", "unsatisfiable"],
  ["bytes=0-1,x", "all"],
  ["bytes=0-60,40-99", "all"],
  [`bytes=${Array(101).fill("0-0").join(",")}`, "all"],
  ["lines=0-1", "all"],
])("a range %s of 100 bytes", (header, expected) => {
  expect(parseRanges(header, 100)).toEqual(expected);
});

test("no range of an empty file can be had", () => {
  expect(parseRanges("bytes=0-", 0)).toBe("unsatisfiable");
  expect(parseRanges("bytes=-1", 0)).toBe("unsatisfiable");
});

test.each([
  ["0-9", { start: 0, end: 9 }],
  ["bytes 10-19/*", { start: 10, end: 19 }],
  ["bytes 10-19/100", { start: 10, end: 19 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["9-0", undefined],
  ["-9", undefined],
  ["0-", undefined],
  ["0-9x", undefined],
])("a content range %s", (header, expected) => {
  expect(parseContentRange(header)).toEqual(expected);
});

test("nothing received is 0-0 too", () => {
  expect([0, 1, 100].map(uploadRange)).toEqual(["0-0", "0-0", "0-99"]);
});
