import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: ["{core,server,src,tests,mocks,scripts}/**/*.test.ts"],
        },
      },
      {
        plugins: [react()],
        test: { name: "dom", environment: "jsdom", include: ["src/**/*.test.tsx"] },
      },
    ],
  },
});
