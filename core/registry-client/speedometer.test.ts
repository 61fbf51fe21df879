import { expect, it } from "vitest";
import { createSpeedometer } from "./speedometer.ts";

it("knows nothing before the second reading", () => {
  const meter = createSpeedometer();
  expect(meter.measure(0, 0)).toBeUndefined();
  expect(meter.measure(100, 0)).toBeUndefined();
  expect(meter.measure(500, 1000)).toBe(500);
});

it("follows a change within seconds, not at once", () => {
  const meter = createSpeedometer();
  for (let second = 0; second <= 10; second += 1) meter.measure(second * 100, second * 1000);
  const soon = meter.measure(1000 + 1000, 11_000) ?? 0;
  expect(soon).toBeGreaterThan(200);
  expect(soon).toBeLessThan(500);
  let later = 0;
  for (let second = 12; second <= 40; second += 1)
    later = meter.measure((second - 9) * 1000, second * 1000) ?? 0;
  expect(later).toBeCloseTo(1000, -1);
});

it("counts neither a pause nor what is sent again", () => {
  const meter = createSpeedometer();
  meter.measure(0, 0);
  meter.measure(1000, 1000);
  meter.restart();
  expect(meter.measure(1000, 60_000)).toBe(1000);
  expect(meter.measure(500, 61_000)).toBeGreaterThanOrEqual(0);
});
