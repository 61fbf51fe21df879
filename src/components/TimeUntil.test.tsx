import { render, screen } from "@testing-library/react";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setUpConsole } from "../../tests/support/console.tsx";
import { changeLanguage } from "../i18n/i18n.ts";
import { TimeUntil } from "./TimeUntil.tsx";

setUpConsole();

beforeAll(() => void vi.useFakeTimers({ now: Date.parse("2026-11-24T12:00:00Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

test.each([
  ["2026-11-24T11:59:00Z", "now", "现在"],
  ["2026-11-24T12:00:42Z", "in 42 seconds", "42秒后"],
  ["2026-11-24T12:01:59Z", "in 1 minute", "1分钟后"],
  ["2026-11-24T18:00:00Z", "in 6 hours", "6小时后"],
  ["2026-11-25T12:00:00Z", "in 1 day", "1天后"],
  ["2027-01-24T12:00:00Z", "in 2 months", "2个月后"],
])("%s is %s", async (iso, english, chinese) => {
  for (const [language, text] of [
    ["en-US", english],
    ["zh-CN", chinese],
  ] as const) {
    await changeLanguage(language);
    const { unmount } = render(<TimeUntil iso={iso} />);
    expect(screen.getByRole("time").textContent).toBe(text);
    unmount();
  }
});
