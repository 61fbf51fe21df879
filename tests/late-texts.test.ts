/** What the console says is here when it is shown: each way to a file brings the texts of its areas (src/i18n/i18n.ts). */
import { expect, test } from "vitest";
import { AREAS, type Area } from "../src/i18n/areas.ts";
import { importsOf, isTest, readSources, type SourceFile } from "./source-files.ts";
import { catalogues } from "./support/texts.ts";

interface Way {
  from: string;
  to: string;
  /** What comes along. */
  brings: readonly Area[];
}

const START = "src/main.tsx";

const sources = readSources("src/**/*.{ts,tsx}").filter(({ path }) => !isTest(path));

const waysFrom = (file: SourceFile): Way[] =>
  importsOf(file)
    .filter(({ ours, typeOnly, target }) => ours && !typeOnly && !target.includes("/locales/"))
    .map(({ target, dynamic }) => ({
      from: file.path,
      to: target,
      brings: dynamic ? broughtWith(file.text, target) : [],
    }));

/** The areas of the `withTexts` around an `import()`. */
function broughtWith(text: string, target: string): Area[] {
  const name = target.split("/").at(-1) ?? "";
  const within = "(?:(?!withTexts|import\\().)*?";
  const call = new RegExp(
    `withTexts\\(${within}import\\("[^"]*/${name}"${within}((?:,\\s*"\\w+")+),?\\s*\\)`,
    "s",
  ).exec(text);
  return AREAS.filter((area) => call?.[1]?.includes(`"${area}"`));
}

const saidIn = ({ text }: SourceFile): Area[] =>
  AREAS.filter((area) => {
    const keys = Object.keys(catalogues["zh-CN"][area]).join("|");
    return new RegExp(`["\`]${area}\\.(${keys})\\b`).test(text);
  });

/** The areas that are here whichever way a file was reached; a file that none leads to is not listed. */
function arrived(ways: Way[]): Map<string, Set<Area>> {
  const here = new Map([[START, new Set<Area>()]]);
  const ahead = [START];
  for (let from = ahead.pop(); from !== undefined; from = ahead.pop()) {
    for (const way of ways.filter((it) => it.from === from)) {
      const brought = new Set([...(here.get(from) ?? []), ...way.brings]);
      const before = here.get(way.to);
      const common = before ? new Set([...before].filter((area) => brought.has(area))) : brought;
      if (before?.size === common.size) continue;
      here.set(way.to, common);
      ahead.push(way.to);
    }
  }
  return here;
}

/** One line per file and area that may be missing. */
function missing(files: SourceFile[]): string[] {
  const here = arrived(files.flatMap(waysFrom));
  return files.flatMap((file) =>
    saidIn(file)
      .filter((area) => here.get(file.path)?.has(area) !== true)
      .map((area) => `${file.path} says ${area}`),
  );
}

test("each part comes with its texts", () => {
  expect(missing(sources)).toEqual([]);
});

test("the areas are found in what is said", () => {
  expect(new Set(sources.flatMap(saidIn))).toEqual(new Set(AREAS));
});

const page = { path: "src/Page.tsx", text: `t("search.hint"); t(\`upload.state.\${state}\`)` };

test.each([
  [`import("./Page.tsx")`, ["search", "upload"]],
  [`withTexts(import("./Page.tsx"), "search")`, ["upload"]],
  [`withTexts(withAntd(import("./Page.tsx").then((m) => m.Page)), "search", "upload")`, []],
  [
    `withTexts(import("./Other.tsx"), "search"); import("./Page.tsx"); f("it", "upload")`,
    ["search", "upload"],
  ],
  [`import "./Page.tsx"; withTexts(import("./Page.tsx"), "search", "upload")`, ["search", "upload"]],
])("after %s these are missing: %s", (text, areas) => {
  expect(missing([{ path: START, text }, page])).toEqual(areas.map((area) => `${page.path} says ${area}`));
});
