import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/tools.ts";

export default defineConfig({
  testDir: "e2e",
  // What runs in other engines is Vitest's (e2e/engines/).
  testMatch: "*.spec.ts",
  // Half of its time a test waits: for animations, for polls, for what it starts.
  workers: 2 * availableParallelism(),
  fullyParallel: true,
  // First what waits longest; axe's many short tests fill the gaps, and end together.
  projects: [
    { name: "console", testIgnore: "a11y.spec.ts" },
    { name: "axe", testMatch: "a11y.spec.ts" },
  ],
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  // Generous, for a busy machine: what waits here waits for an event, never for time to pass.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 30_000,
    // Recording takes a fifth of a run, filming a third more. Where a failure is at hand, --trace=on shows it once again.
    trace: { mode: process.env.CI === undefined ? "off" : "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    // What moves while it is pressed may be let go of beside the pointer. e2e/keyboard.spec.ts has the motion.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: findChromium(),
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A page is looked at too shortly for optimized code to be worth its making.
        "--js-flags=--no-opt",
      ],
    },
  },
});
