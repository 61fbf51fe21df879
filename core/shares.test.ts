import { expect, test } from "vitest";
import { endOfShare, isShareOver, NEVER_ENDS } from "./shares.ts";

test.each([
  ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00.000Z"],
  ["2026-03-01T00:00:00.000000001Z", "2026-03-02T00:00:00.000Z"],
  ["2026-03-01T23:59:59Z", "2026-03-02T00:00:00.000Z"],
  ["2026-12-31T12:00:00.5Z", "2027-01-01T00:00:00.000Z"],
  ["2028-02-28T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["forever", NEVER_ENDS],
])("a share until %s ends at %s", (deadline, end) => {
  expect(endOfShare(deadline)).toBe(end);
});

test("a share counts until the instant it ends, and not at it", () => {
  const end = endOfShare("2026-03-01T00:00:00Z");
  expect(isShareOver(end, new Date("2026-03-01T23:59:59.999Z"))).toBe(false);
  expect(isShareOver(end, new Date("2026-03-02T00:00:00.000Z"))).toBe(true);
  expect(isShareOver(endOfShare("forever"), new Date("2999-01-01T00:00:00Z"))).toBe(false);
});
