/** How long ago, and how long until, in words. */
import { render, screen } from "@testing-library/react";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setUpConsole } from "../../tests/support/console.tsx";
import { changeLanguage } from "../i18n/i18n.ts";
import { RelativeTime } from "./RelativeTime.tsx";
import { TimeUntil } from "./TimeUntil.tsx";

setUpConsole();

beforeAll(() => void vi.useFakeTimers({ now: Date.parse("2026-11-24T12:00:00Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

test.each([
  [RelativeTime, "2026-11-24T12:00:00Z", "now", "现在"],
  [RelativeTime, "2026-11-24T11:59:18Z", "42 seconds ago", "42秒钟前"],
  [RelativeTime, "2026-11-24T11:57:01Z", "2 minutes ago", "2分钟前"],
  [RelativeTime, "2026-11-24T10:00:00Z", "2 hours ago", "2小时前"],
  [RelativeTime, "2026-11-23T12:00:00Z", "yesterday", "昨天"],
  [RelativeTime, "2026-11-04T12:00:00Z", "20 days ago", "20天前"],
  [RelativeTime, "2026-09-24T12:00:00Z", "2 months ago", "2个月前"],
  [RelativeTime, "2024-11-20T12:00:00Z", "2 years ago", "2年前"],
  [TimeUntil, "2026-11-24T11:59:00Z", "now", "现在"],
  [TimeUntil, "2026-11-24T12:00:42Z", "in 42 seconds", "42秒后"],
  [TimeUntil, "2026-11-24T12:01:59Z", "in 1 minute", "1分钟后"],
  [TimeUntil, "2026-11-24T18:00:00Z", "in 6 hours", "6小时后"],
  [TimeUntil, "2026-11-25T12:00:00Z", "in 1 day", "1天后"],
  [TimeUntil, "2027-01-24T12:00:00Z", "in 2 months", "2个月后"],
])("%s: %s is %s", async (Time, iso, english, chinese) => {
  for (const [language, text] of [
    ["en-US", english],
    ["zh-CN", chinese],
  ] as const) {
    await changeLanguage(language);
    const { unmount } = render(<Time iso={iso} />);
    expect(screen.getByRole("time").textContent).toBe(text);
    unmount();
  }
});
