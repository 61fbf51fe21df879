/** Builds the console where its sources are not those that dist/ was built from. Part of `npm start`. */
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const INPUTS = ["src", "core", "public", "index.html", "vite.config.ts", "package-lock.json"];
const stamp = join(root, "dist/built-from.txt");

/** One hash over the names and contents of all inputs; tests are none. */
async function hashInputs(): Promise<string> {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    for (const file of await filesOf(input))
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest("hex");
}

async function filesOf(input: string): Promise<string[]> {
  if ((await stat(join(root, input))).isFile()) return [input];
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

const inputs = await hashInputs();
const builtFrom = await readFile(stamp, "utf8").catch(() => "");
if (builtFrom === inputs) {
  console.log("The console is built already.");
} else {
  console.log("Building the console …");
  await build({ root, logLevel: "warn" });
  await writeFile(stamp, inputs);
}
