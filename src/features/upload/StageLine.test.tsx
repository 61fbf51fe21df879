import { render } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { setUpConsole } from "../../../tests/support/console.tsx";
import { loadTexts } from "../../i18n/i18n.ts";
import type { PushProgress } from "./push/progress.ts";
import { StageLine } from "./StageLine.tsx";

const progress: PushProgress = {
  layers: [{ digest: "sha256:1", size: 1000, sent: 100, state: "sending" }],
  totalBytes: 1000,
  presentBytes: 100,
  sentBytes: 100,
  speed: 10,
  stalledMs: 0,
};

const said = (part: Partial<PushProgress>) =>
  render(<StageLine progress={{ ...progress, ...part }} />).container.textContent?.replaceAll("\u00a0", " ");

setUpConsole();
beforeAll(() => loadTexts("upload"));

test("bytes that flow have a speed and an end, those that stall have neither", () => {
  expect(said({})).toBe("Layer 1 of 1 · 10 B/s1:30 left");
  expect(said({ stalledMs: 4_000 })).toBe("Layer 1 of 1 · 10 B/s1:30 left");
  expect(said({ stalledMs: 65_000 })).toBe("Layer 1 of 1nothing has gone out for 1:05");
});

test("a layer sent to its end waits for the registry, which is no stall", () => {
  expect(said({ presentBytes: 1000, stalledMs: 65_000 })).toBe("Layer 1 of 1 · 10 B/s");
});
