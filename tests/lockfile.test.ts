import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingOptionals } from "../scripts/lockfile.ts";

test("the lockfile holds every platform's binaries; else: npm run complete-lock", () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8"));
  expect(missingOptionals(lock)).toEqual([]);
});

test("a missing one is seen, wherever the others lie", () => {
  const packages = {
    "node_modules/a": {
      dev: true as const,
      optionalDependencies: { "a-linux": "1.0.0", "a-darwin": "1.0.0" },
    },
    "node_modules/a/node_modules/a-linux": { version: "1.0.0" },
    "node_modules/b": { optionalDependencies: { c: "2.0.0" } },
    "node_modules/c": { version: "2.0.0" },
  };
  expect(missingOptionals({ packages })).toEqual([{ name: "a-darwin", version: "1.0.0", dev: true }]);
});
