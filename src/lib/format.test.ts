import { expect, test } from "vitest";
import { formatBytes, formatNumber, formatRelativeTime, formatTime } from "./format.ts";

test.each([
  [0, "0 B"],
  [1, "1 B"],
  [1023, "1,023 B"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [193_154_252, "184 MB"],
  [1_524_713_390, "1.42 GB"],
  [1023.6 * 1024, "1,024 KB"],
  [1024 ** 6, "1,024 PB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes, "en-US")).toBe(text);
});

test("numbers are grouped", () => {
  expect(formatNumber(1_234_567, "en-US")).toBe("1,234,567");
  expect(formatNumber(1_234_567, "zh-CN")).toBe("1,234,567");
});

const now = Date.parse("2026-11-24T12:00:00Z");

test.each([
  ["2026-11-24T12:00:00Z", "now", "现在"],
  ["2026-11-24T11:59:18Z", "42 seconds ago", "42秒钟前"],
  ["2026-11-24T11:57:01Z", "2 minutes ago", "2分钟前"],
  ["2026-11-24T10:00:00Z", "2 hours ago", "2小时前"],
  ["2026-11-23T12:00:00Z", "yesterday", "昨天"],
  ["2026-11-04T12:00:00Z", "20 days ago", "20天前"],
  ["2026-09-24T12:00:00Z", "2 months ago", "2个月前"],
  ["2024-11-20T12:00:00Z", "2 years ago", "2年前"],
])("%s is %s", (iso, english, chinese) => {
  expect(formatRelativeTime(iso, "en-US", now)).toBe(english);
  expect(formatRelativeTime(iso, "zh-CN", now)).toBe(chinese);
});

test("a whole time says the year and the second", () => {
  const text = formatTime("2026-11-24T12:34:56.123456789Z", "en-US");
  expect(text).toContain("2026");
  expect(text).toContain("34:56");
});
