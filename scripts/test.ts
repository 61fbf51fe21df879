/**
 * `npm test`: everything that must hold, cheapest first, up to the first failure. `npm test -- unit browser` runs only
 * the steps named.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "swr-console-tests-"));
const vitestReport = join(reports, "vitest.json");
const playwrightReport = join(reports, "playwright.json");

const steps: Record<string, string[]> = {
  tools: ["node", "scripts/ensure-tools.ts"],
  types: ["tsc", "--noEmit"],
  lint: ["biome", "check", "--error-on-warnings", "."],
  knip: ["knip"],
  unit: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
  build: ["node", "scripts/build-if-needed.ts"],
  browser: ["playwright", "test", "--reporter=list,json"],
};

function run([command = "", ...args]: string[]): number {
  const env = {
    ...process.env,
    // Everything runs on the Node of the lockfile, also where this script was not started by npm.
    PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH,
    PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
  };
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env }).status ?? 1;
}

interface Counts {
  passed: number;
  failed: number;
}

/** What the runners counted; nothing for one that did not get to run. */
function count(): Counts {
  const vitest = readReport(vitestReport) as { numPassedTests: number; numFailedTests: number } | undefined;
  const browser = readReport(playwrightReport) as
    | { stats: { expected: number; flaky: number; unexpected: number } }
    | undefined;
  return {
    passed: (vitest?.numPassedTests ?? 0) + (browser ? browser.stats.expected + browser.stats.flaky : 0),
    failed: (vitest?.numFailedTests ?? 0) + (browser?.stats.unexpected ?? 0),
  };
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(", ")}. There are: ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}

let status = 0;
for (const [name, command] of Object.entries(steps)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  status = run(command);
  if (status === 0) continue;
  console.error(`\n"${name}" failed.`);
  break;
}

const { passed, failed } = count();
rmSync(reports, { recursive: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = status;
