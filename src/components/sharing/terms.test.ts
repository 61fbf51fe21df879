import { expect, test } from "vitest";
import { areComplete, deadlineOf, deadlineProblem, newTerms, termsOf } from "./terms.ts";

const NOW = Date.parse("2026-03-31T23:30:00Z");

test("a day goes to the wire and comes back, and so does for ever", () => {
  const day = { day: "2026-03-31", forever: false, description: "for the pilot" };
  expect(deadlineOf(day)).toBe("2026-03-31T00:00:00Z");
  expect(termsOf({ deadline: "2026-03-31T00:00:00Z", description: "for the pilot" })).toEqual(day);
  const forever = { day: "", forever: true, description: "" };
  expect(deadlineOf(forever)).toBe("forever");
  expect(termsOf({ deadline: "forever", description: "" })).toEqual(forever);
});

test("today of UTC is the first day that may be chosen, whatever the hour", () => {
  const problem = (day: string) => deadlineProblem({ day, forever: false }, NOW);
  expect(problem("2026-03-31")).toBeUndefined();
  expect(problem("2026-03-30")).toBe("past");
  expect(problem("")).toBe("empty");
  expect(problem("20267-03-31")).toBe("empty");
  expect(deadlineProblem({ day: "", forever: true }, NOW)).toBeUndefined();
});

test("new terms end by themselves, and are complete", () => {
  expect(newTerms(NOW)).toMatchObject({ day: "2026-04-30", forever: false });
  expect(areComplete(newTerms(NOW), NOW)).toBe(true);
  expect(areComplete({ ...newTerms(NOW), description: "x".repeat(1001) }, NOW)).toBe(false);
});
