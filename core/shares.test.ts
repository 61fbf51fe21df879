import { expect, test } from "vitest";
import { endOfShare, isDeadline, isShareOver, NEVER_ENDS } from "./shares.ts";

test.each([
  ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00.000Z"],
  ["2026-03-01T00:00:00.000000001Z", "2026-03-02T00:00:00.000Z"],
  ["2026-03-01T23:59:59Z", "2026-03-02T00:00:00.000Z"],
  ["2026-12-31T12:00:00.5Z", "2027-01-01T00:00:00.000Z"],
  ["2028-02-28T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["9999-12-31T00:00:00Z", NEVER_ENDS],
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

test.each(["forever", "2026-03-31T00:00:00Z", "2028-02-29T23:59:59.999999999Z", "0001-01-01T00:00:00Z"])(
  "a deadline may be %s",
  (text) => {
    expect(isDeadline(text)).toBe(true);
  },
);

test.each(["", "Forever", "1775000000", "2026-03-31", "2026-03-31T00:00:00", "2026-03-31T00:00Z"])(
  "a deadline may not be %j",
  (text) => {
    expect(isDeadline(text)).toBe(false);
  },
);

test.each(["2026-02-30T00:00:00Z", "2026-03-31T24:00:00Z", "2026-13-01T00:00:00Z", "+12026-01-01T00:00:00Z"])(
  "%s is no time",
  (text) => {
    expect(isDeadline(text)).toBe(false);
  },
);
