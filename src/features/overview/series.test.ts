import fc from "fast-check";
import { expect, test } from "vitest";
import { type Day, PERIODS, toSeries } from "./series.ts";

function days(from: string, values: number[]): Day[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  return values.map((value, at) => ({
    date: new Date(start + at * 86_400_000).toISOString().slice(0, 10),
    value,
  }));
}

test("days stay what they are, the last thirty", () => {
  const all = days(
    "2026-01-01",
    Array.from({ length: 40 }, (_, at) => at),
  );
  expect(toSeries(all, "day", "sum")).toEqual(all.slice(-30));
});

test("weeks begin on Monday; one whose beginning is unknown is left out", () => {
  // 2026-03-01 is a Sunday.
  const all = days("2026-03-01", [100, 1, 1, 1, 1, 1, 1, 1, 5]);
  expect(toSeries(all, "week", "sum")).toEqual([
    { date: "2026-03-02", value: 7 },
    { date: "2026-03-09", value: 5 },
  ]);
});

test("a month sums up what flows, and ends with what is stored", () => {
  const all = days("2026-02-01", [...Array.from({ length: 28 }, () => 2), 3, 4]);
  expect(toSeries(all, "month", "sum").map(({ value }) => value)).toEqual([56, 7]);
  expect(toSeries(all, "month", "last").map(({ value }) => value)).toEqual([2, 4]);
});

test("no byte is counted twice or lost within the whole periods", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e9), { maxLength: 60 }),
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(...PERIODS),
      (values, offset, period) => {
        const from = new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
        const all = days(from, values);
        const series = toSeries(all, period, "sum");
        const since = series[0]?.date ?? "9999";
        const wanted = all.filter(({ date }) => date >= since).reduce((sum, { value }) => sum + value, 0);
        expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(wanted);
        expect(series.map(({ date }) => date)).toEqual(series.map(({ date }) => date).sort());
      },
    ),
  );
});
