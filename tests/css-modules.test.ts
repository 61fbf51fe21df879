/** TypeScript takes any name of a class; one that its style sheet does not have leaves a part without its looks. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSources } from "./source-files.ts";

const IMPORT = /^import (\w+) from "([^"]+\.module\.css)";$/gm;

const sheets = new Map(readSources("src/**/*.module.css").map(({ path, text }) => [path, text]));

const uses = readSources("src/**/*.tsx").flatMap(({ path, text }) => {
  const code = text.replace(IMPORT, "");
  return [...text.matchAll(IMPORT)].flatMap(([, variable, from = ""]) => {
    const sheet = join(path, "..", from);
    const names = code.matchAll(new RegExp(`(?<!["\\w.])${variable}\\.(\\w+)`, "g"));
    return [...names].map(([, name]) => ({ path, sheet, name }));
  });
});

test("every class that is used is in its style sheet", () => {
  const missing = uses.filter(
    ({ sheet, name }) => !new RegExp(`\\.${name}\\b`).test(sheets.get(sheet) ?? ""),
  );
  expect(missing).toEqual([]);
});

test("there are such classes", () => {
  expect(uses.length).toBeGreaterThan(200);
});
