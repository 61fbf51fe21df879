import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** For a busy machine: what waits here waits for an event, never for time to pass. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    // Left alone it keeps one core for itself, which it does not need.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          ...patience,
          name: "node",
          environment: "node",
          // Modules are read once for all files: what has a state is made by each test for itself.
          isolate: false,
          include: ["{core,server,src,mocks,scripts}/**/*.test.ts", "tests/*.test.ts"],
        },
      },
      {
        plugins: [react()],
        test: {
          ...patience,
          name: "dom",
          environment: "jsdom",
          // As above: modules are read once, and shared-window.ts tidies the window.
          isolate: false,
          include: ["src/**/*.test.tsx"],
          setupFiles: ["tests/support/jsdom-gaps.ts", "tests/support/shared-window.ts"],
        },
      },
      // Other clients, processes that are killed, malformed requests by the thousand: no part of `npm run check`.
      { test: { ...patience, name: "slow", environment: "node", include: ["tests/*/**/*.test.ts"] } },
      { test: { ...patience, name: "engines", environment: "node", include: ["e2e/engines/*.test.ts"] } },
    ],
  },
});
