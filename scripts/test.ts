/**
 * `npm test`: everything that must hold, cheapest first, up to the first failure. `npm test -- unit browser` runs only
 * the steps named; `npm run check` those that are quick.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "swr-console-tests-"));
const unitReport = join(reports, "unit.json");
const slowReport = join(reports, "slow.json");
const enginesReport = join(reports, "engines.json");
const playwrightReport = join(reports, "playwright.json");

const steps: Record<string, string[]> = {
  tools: ["node", "scripts/ensure-tools.ts"],
  types: ["tsc", "--noEmit"],
  lint: ["biome", "check", "--error-on-warnings", "."],
  knip: ["knip"],
  unit: [...vitest(unitReport), "--project=node", "--project=dom"],
  // Half of their time these wait for the processes they start: one more at a time than there are processors.
  slow: [...vitest(slowReport), "--project=slow", `--maxWorkers=${availableParallelism() + 1}`],
  build: ["node", "scripts/build-if-needed.ts"],
  browser: ["playwright", "test", "--reporter=list,json"],
  engines: [...vitest(enginesReport), "--project=engines"],
};

/** Only with EVERY_COMBINATION=1, as .ci/run has it, or by name: their browsers are half a gigabyte. */
const RARE = new Set(["engines"]);

/** These look at the built console: named alone, they build it first. */
const ON_BUILD = new Set(["browser", "engines"]);

function vitest(report: string): string[] {
  return ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

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
  const vitest = [unitReport, slowReport, enginesReport].flatMap((path) => readReport(path) ?? []) as {
    numPassedTests: number;
    numFailedTests: number;
  }[];
  const browser = readReport(playwrightReport) as
    | { stats: { expected: number; flaky: number; unexpected: number } }
    | undefined;
  return {
    passed:
      sum(vitest.map((one) => one.numPassedTests)) +
      (browser ? browser.stats.expected + browser.stats.flaky : 0),
    failed: sum(vitest.map((one) => one.numFailedTests)) + (browser?.stats.unexpected ?? 0),
  };
}

const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);

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

function isWanted(name: string): boolean {
  if (named.length === 0) return !RARE.has(name) || "EVERY_COMBINATION" in process.env;
  return named.includes(name) || (name === "build" && named.some((one) => ON_BUILD.has(one)));
}

let status = 0;
const took: string[] = [];
for (const [name, command] of Object.entries(steps)) {
  if (!isWanted(name)) continue;
  console.log(`\n== ${name} ==`);
  const start = performance.now();
  status = run(command);
  took.push(`${name} ${Math.round((performance.now() - start) / 1000)} s`);
  if (status === 0) continue;
  console.error(`\n"${name}" failed.`);
  break;
}

const { passed, failed } = count();
rmSync(reports, { recursive: true });
console.log(`\n${took.join(", ")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = status;
