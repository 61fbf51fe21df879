/** Finds what the tests need, installs it where it may (root with apt-get), else says what to install. */
import { spawnSync } from "node:child_process";
import { ENGINES, findTool, TOOLS, type Tool } from "./tools.ts";

const wanted = "EVERY_COMBINATION" in process.env ? [...TOOLS, ...ENGINES] : TOOLS;

function isInstalled(tool: Tool): boolean {
  return findTool(tool) !== undefined || (tool.name === "Chromium" && process.env.CHROMIUM !== undefined);
}

function run(command: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: "inherit", env }).status === 0;
}

function releaseHas(name: string): boolean {
  return spawnSync("apt-cache", ["show", name]).status === 0;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

const missing = wanted.filter((tool) => !isInstalled(tool));
if (missing.length > 0 && mayInstall()) {
  run("apt-get", "update", "-q");
  const packages = missing.flatMap((tool) => tool.packages.flatMap((names) => names.find(releaseHas) ?? []));
  run("apt-get", "install", "-qy", "--no-install-recommends", ...packages);
}

const stillMissing = missing.filter((tool) => !isInstalled(tool));
for (const tool of stillMissing) {
  const packages = tool.packages.map((names) => names.join(" or ")).join(", ");
  console.error(
    `${tool.name} is missing: none of ${tool.programs.join(", ")} is on the PATH. On Debian: ${packages}.`,
  );
}
if (stillMissing.length > 0) process.exit(1);
for (const tool of wanted) console.log(`${tool.name}: ${findTool(tool) ?? process.env.CHROMIUM}`);
