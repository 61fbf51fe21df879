import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** For a busy machine: what waits here waits for an event, never for time to pass. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: "node",
          environment: "node",
          include: ["{core,server,src,tests,mocks,scripts}/**/*.test.ts"],
        },
      },
      {
        plugins: [react()],
        test: {
          ...patience,
          name: "dom",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["tests/support/jsdom-gaps.ts"],
        },
      },
    ],
  },
});
