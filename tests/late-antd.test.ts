/** What is loaded without antd's theme (src/components/with-antd.tsx), above all the first page, imports nothing of antd. */
import { expect, test } from "vitest";
import { importsOf, isTest, readSources } from "./source-files.ts";

const files = new Map(
  readSources("src/**/*.{ts,tsx}")
    .filter(({ path }) => !isTest(path))
    .map((file) => [file.path, { text: file.text, imports: importsOf(file) }]),
);

/** Files whose code comes by an `import()` of its own; `late` with antd's theme around it. */
const parts = [...files].flatMap(([path, { text, imports }]) =>
  imports
    .filter(({ ours, dynamic }) => ours && dynamic)
    .map(({ target }) => ({ path, target, late: isWrapped(text, target) })),
);

function isWrapped(text: string, target: string): boolean {
  const name = target.split("/").at(-1) ?? "";
  return new RegExp(`(withAntd|antdPage)\\(\\s*import\\("[^"]*/${name}"\\)`).test(text);
}

/** The files from `path` to one that imports antd; undefined where none is reached. */
function wayToAntd(path: string, seen = new Set<string>()): string[] | undefined {
  if (seen.has(path)) return undefined;
  seen.add(path);
  for (const { target, ours, dynamic, typeOnly } of files.get(path)?.imports ?? []) {
    if (dynamic || typeOnly) continue;
    if (target === "antd" || target.startsWith("antd/")) return [path];
    const rest = ours && wayToAntd(target, seen);
    if (rest) return [path, ...rest];
  }
  return undefined;
}

test("the first page loads none of it", () => {
  expect(wayToAntd("src/main.tsx")).toBeUndefined();
});

test("a part that has some comes with its theme", () => {
  const bare = parts.filter(({ late, target }) => !late && target !== "src/components/AntdProvider.tsx");
  expect(bare.map(({ target }) => wayToAntd(target)).filter((way) => way !== undefined)).toEqual([]);
});

test("there are such parts, and antd is found in them", () => {
  const late = parts.filter((part) => part.late);
  expect(late.length).toBeGreaterThan(10);
  expect(late.filter(({ target }) => wayToAntd(target) === undefined)).toEqual([]);
});
