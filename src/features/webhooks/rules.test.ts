import { expect, test } from "vitest";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { healthOf, settingsOf, urlProblem, valuesOf } from "./rules.ts";

const WEBHOOK: Webhook = {
  id: "1",
  name: "ci",
  url: "https://ci.example/",
  events: ["push"],
  condition_type: "tag",
  condition: "a;b",
  enabled: true,
  off_reason: null,
  failing_since: null,
  is_blocked: false,
  missed: 0,
  waiting: 0,
  last_success_at: null,
  old_secret_until: null,
  creator_name: "admin",
  created_at: "2026-03-01T08:00:00.000Z",
};

test.each([
  ["", "empty"],
  ["ci.example", "not_http"],
  ["ftp://ci.example", "not_http"],
  ["javascript:alert(1)", "not_http"],
  ["https://me:secret@ci.example", "credentials"],
  [`https://ci.example/${"x".repeat(2000)}`, "too_long"],
  [" http://10.0.0.1:8080/hook?a=b ", undefined],
])("%s: %s", (url, problem) => {
  expect(urlProblem(url)).toBe(problem);
});

test("the form sends back what it was given", () => {
  const { name, url, events, condition_type, condition, enabled } = WEBHOOK;
  expect(settingsOf(valuesOf(WEBHOOK))).toEqual({ name, url, events, condition_type, condition, enabled });
});

test("a webhook's state names an obstacle before past failures", () => {
  const since = "2026-03-01T08:00:00.000Z";
  const tell = (more: Partial<Webhook>) => healthOf({ ...WEBHOOK, ...more });
  expect(tell({})).toBe("new");
  expect(tell({ last_success_at: since })).toBe("works");
  expect(tell({ last_success_at: since, failing_since: since })).toBe("failing");
  expect(tell({ failing_since: since, is_blocked: true })).toBe("blocked");
  expect(tell({ enabled: false, is_blocked: true })).toBe("off");
  expect(tell({ enabled: false, off_reason: "gone" })).toBe("gone");
});
