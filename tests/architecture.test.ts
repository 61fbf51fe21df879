/** Holds docs/architecture.md. Each rule is also shown a file that breaks it. */
import { expect, test } from "vitest";
import { brokenRules, circles, ORDER } from "./import-rules.ts";
import { importsOf, isTest, readSources, type SourceFile, withoutComments } from "./source-files.ts";

const sources = readSources("{core,server,src,mocks,e2e,tests,scripts,bench}/**/*.{ts,tsx}");

const check = (file: SourceFile) => brokenRules(file, importsOf(file));
const importsByPath = (files: SourceFile[]) => new Map(files.map((file) => [file.path, importsOf(file)]));

test("there is something to check", () => {
  expect(new Set(sources.map((file) => file.path.split("/")[0]))).toEqual(
    new Set(["core", "server", "src", "mocks", "e2e", "tests", "scripts", "bench"]),
  );
});

test("imports keep to the fences", () => {
  expect(sources.flatMap(check)).toEqual([]);
});

test("no imports go round in a circle", () => {
  expect(circles(importsByPath(sources))).toEqual([]);
  const ring = [
    { path: "src/a.ts", text: `import { b } from "./b.ts";` },
    { path: "src/b.ts", text: `export type { A } from "./c.ts";` },
    { path: "src/c.ts", text: `const { b } = await import("./b.ts");` },
  ];
  expect(circles(importsByPath(ring))).toEqual(["src/b.ts > src/c.ts > src/b.ts"]);
});

/** It is printed, for whoever looks for the place of a new one. */
test.each(Object.entries(ORDER))("each room of %s/ has its place", (room, order) => {
  console.info(`${room}/, lowest first: ${order.join(" ")}`);
  const folders = sources.flatMap(({ path }) => new RegExp(`^${room}/([^/]+)/`).exec(path)?.[1] ?? []);
  expect(new Set(folders)).toEqual(new Set(order.filter((name) => !name.includes("."))));
});

test.each([
  ["core/names.ts", `import { Hono } from "hono";`],
  ["core/names.ts", `import type { Deps } from "../server/deps.ts";`],
  ["server/app.ts", `import { t } from "../src/i18n/i18n.ts";`],
  ["server/app.ts", `import { startDemo } from "../mocks/browser.ts";`],
  ["server/app.ts", `import { readFile } from "node:fs/promises";`],
  ["server/app.ts", `import { serve } from "@hono/node-server";`],
  ["server/app.ts", `import { openFiles } from "./node/files.ts";`],
  ["server/app.ts", `import { createTestService } from "../tests/support/service.ts";`],
  ["scripts/dev.ts", `import { freePort } from "../tests/support/free-port.ts";`],
  ["server/app.test.ts", `import { readSources } from "../tests/source-files.ts";`],
  ["server/content/blobs.ts", `import type { TagRef } from "../tags/find-tag.ts";`],
  ["server/content/uploads.ts", `import { RegistryError } from "../errors.ts";`],
  ["server/manifests/put-manifest.ts", `import { Hono } from "hono";`],
  ["server/images/service.ts", `import { settle } from "../new-room/settle.ts";`],
  ["server/testing.ts", `import { expect } from "vitest";`],
  ["src/api/client.ts", `export type { Deps } from "../../server/deps.ts";`],
  ["src/app/App.tsx", `const { startDemo } = await import("../../mocks/browser.ts");`],
  ["src/main.tsx", `import { startDemo } from "../mocks/browser.ts";`],
  ["src/lib/bytes.ts", `import { join } from "node:path";`],
  ["src/lib/bytes.ts", `import { call } from "../api/client.ts";`],
  ["src/lib/bytes.ts", `import { paths } from "../paths.ts";`],
  ["src/lib/bytes.test.ts", `import { call } from "../api/client.ts";`],
  ["src/resources/tags.ts", `import { PAGE_SIZES } from "../components/use-list-params.ts";`],
  ["src/ui/Notice.tsx", `import { Link } from "react-router-dom";`],
  ["src/ui/Notice.tsx", `import { useErrorText } from "../components/use-error-text.ts";`],
  ["src/features/images/ImageListPage.tsx", `export * from "../organizations/rules.ts";`],
  ["mocks/browser.ts", `import { App } from "../src/app/App.tsx";`],
  ["e2e/a11y.spec.ts", `import { App } from "../src/app/App.tsx";`],
])("%s may not: %s", (path, text) => {
  expect(check({ path, text })).toHaveLength(1);
});

test.each([
  ["core/patterns.ts", `import { RE2JS } from "re2js";`],
  ["src/main.tsx", `const { startDemo } = await import("../mocks/browser.ts");`],
  ["server/node/files.ts", `import { readFile } from "node:fs/promises";`],
  ["src/lib/bytes.test.ts", `import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";`],
  ["server/tags/service.ts", `import { findImage } from "../images/find-image.ts";`],
  ["server/content/blobs.ts", `import type { Deps } from "../deps.ts";`],
  ["server/registry/routes.ts", `import { RegistryError } from "../errors.ts";`],
  ["server/app.test.ts", `import { openFiles } from "./node/files.ts";`],
  ["src/features/images/ImageListPage.tsx", `import { useSession } from "../session/use-session.ts";`],
])("%s may: %s", (path, text) => {
  expect(check({ path, text })).toEqual([]);
});

const beginsTransaction = (file: SourceFile) =>
  /\.(transaction|startTransaction)\(/.test(withoutComments(file)) && file.path !== "server/transaction.ts";

test("transactions begin in server/transaction.ts, which joins one that has begun", () => {
  const files = sources.filter(({ path }) => /^(server|mocks)\//.test(path) && !isTest(path));
  expect(files.filter(beginsTransaction).map((file) => file.path)).toEqual([]);
});

test.each(["db.transaction().execute(work);", "await deps.db\n  .startTransaction()\n  .execute();"])(
  "found as one that begins elsewhere: %s",
  (text) => {
    expect(beginsTransaction({ path: "server/iam/users.ts", text })).toBe(true);
  },
);

/** Of a caller, only identity/ knows beforehand what they are, as it makes them, and tells clients. */
const decides = (file: SourceFile) =>
  /\b(isAdministrator|allows|REQUIRED_LEVEL)\b/.test(withoutComments(file)) &&
  !/^server\/(access|identity)\/|^server\/context\.ts$/.test(file.path);

test("who may is decided in server/access/, which is asked for actions", () => {
  const files = sources.filter(({ path }) => path.startsWith("server/") && !isTest(path));
  expect(files.filter(decides).map((file) => file.path)).toEqual([]);
});

test.each(["if (!caller.isAdministrator) throw forbidden();", 'if (allows(row.level, "push")) go();'])(
  "found as decided elsewhere: %s",
  (text) => {
    expect(decides({ path: "server/images/service.ts", text })).toBe(true);
  },
);

/** What no other engine understands. */
const isSqliteOnly = (file: SourceFile) =>
  /\b(json_each|json_group_array|instr|pragma_\w+|sqlite_master)\b|`\+|\bfts5\b|without rowid|create trigger/.test(
    withoutComments(file),
  );

test("SQL that only SQLite has lies in server/db/sqlite/", () => {
  const files = sources.filter(({ path }) => path.startsWith("server/") && !isTest(path));
  const elsewhere = files.filter(({ path }) => !/^server\/(db\/sqlite|node)\//.test(path));
  expect(elsewhere.filter(isSqliteOnly).map((file) => file.path)).toEqual([]);
});

test.each(["sql`+images.is_public`", "sql`id in (select value from json_each(1))`"])(
  "found as SQLite's own: %s",
  (text) => {
    expect(isSqliteOnly({ path: "server/images/service.ts", text })).toBe(true);
  },
);

/** Single ones, which their path names, and the one reader of lists, which has a budget. */
const MANIFEST_READERS: ReadonlySet<string> = new Set([
  "server/content/link-files.ts",
  "server/content/copy-registry.ts",
  "server/manifests/manifest-queries.ts",
  "server/manifests/read-contents.ts",
  "server/tags/service.ts",
]);

/** Each may have 4 MB: rows of lists tell of them without. */
const readsManifests = (file: SourceFile) =>
  /selectAll\("manifests"\)|select\((\[.*)?"(manifests\.)?content"/.test(withoutComments(file)) &&
  !MANIFEST_READERS.has(file.path);

test("no list carries manifests past its budget", () => {
  const files = sources.filter(({ path }) => path.startsWith("server/") && !isTest(path));
  expect(files.filter(readsManifests).map((file) => file.path)).toEqual([]);
});

test.each(['.selectAll("manifests")', '.select(["manifests.digest", "manifests.content"])'])(
  "found as a reader of manifests: %s",
  (text) => {
    expect(readsManifests({ path: "server/images/service.ts", text: `rows${text};` })).toBe(true);
  },
);

test("no barrels", () => {
  expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file.path))).toEqual([]);
});

test("no file grows past what one sitting can read", () => {
  const long = sources
    .filter((file) => !isTest(file.path) && !file.path.includes("/locales/"))
    .filter((file) => file.text.split("\n").length > 400);
  expect(long.map((file) => file.path)).toEqual([]);
});
