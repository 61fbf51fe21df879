/** The import fences of docs/architecture.md: what is wrong with one import of one file. */
import { type Import, isTest, type SourceFile } from "./source-files.ts";

type Rule = (path: string, found: Import) => string | undefined;

const room = (path: string) => path.split("/")[0] ?? "";
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** Rooms each room may use beside itself. Tests may also use what is made for tests: the mocks. */
const MAY_USE: Record<string, string[]> = {
  core: [],
  server: ["core"],
  src: ["core"],
  mocks: ["core", "server"],
  e2e: ["core", "server", "mocks", "scripts"],
  scripts: ["core", "server"],
  bench: ["core", "server", "scripts"],
};

/** What of the console its browser tests may know beforehand: addresses, as a person does, who also reads texts (tests/support/texts.ts). */
const SHOWN: ReadonlySet<string> = new Set(["src/paths.ts"]);

const rooms: Rule = (path, { target, ours, dynamic }) => {
  const allowed = MAY_USE[room(path)];
  if (!ours || !allowed || room(target) === room(path) || allowed.includes(room(target))) return undefined;
  if (room(target) === "mocks" && isTest(path)) return undefined;
  if (within(target, "tests/support") && (isTest(path) || within(path, "e2e", "bench"))) return undefined;
  if (room(path) === "e2e" && SHOWN.has(target)) return undefined;
  if (path === "src/main.tsx" && target === "mocks/browser.ts" && dynamic) return undefined;
  return `${room(path)}/ may not import ${room(target)}/`;
};

/** Shapes, and the patterns that people type (decision 7), mean the same on both sides. */
const CORE_PACKAGES: ReadonlySet<string> = new Set(["zod", "re2js"]);

const corePackages: Rule = (path, { target, ours }) =>
  room(path) !== "core" || isTest(path) || ours || CORE_PACKAGES.has(target)
    ? undefined
    : `core/ uses ${[...CORE_PACKAGES].join(" and ")} and nothing else`;

const TEST_PACKAGES = /^(vitest|fast-check|@testing-library\/.+)$/;

const testPackages: Rule = (path, { target, ours }) =>
  !ours && TEST_PACKAGES.test(target) && !isTest(path) && !within(path, "tests", "e2e")
    ? "only tests are made with it (tests/support/ has what they share)"
    : undefined;

/** The rest of the service also runs in the browser demo. */
const mayUseNode = (path: string) =>
  isTest(path) || within(path, "server/node", "scripts", "e2e", "tests", "bench");

const node: Rule = (path, { target, ours }) => {
  if (mayUseNode(path)) return undefined;
  if (!ours && (target.startsWith("node:") || target.startsWith("@hono/node-server")))
    return "Node is not here";
  return ours && within(target, "server/node")
    ? "only tests and server/node/ import the Node adapters"
    : undefined;
};

const ROUTER_QUERY_I18N = [
  "react-router",
  "react-router-dom",
  "@tanstack/react-query",
  "react-i18next",
  "i18next",
];

const ui: Rule = (path, { target }) =>
  within(path, "src/ui") && !isTest(path) && ROUTER_QUERY_I18N.includes(target)
    ? "ui/ knows neither router, query nor i18n"
    : undefined;

/** The rooms inside a room, lowest first: each imports only what stands before it, and files beside them that have no place. */
export const ORDER: Record<string, readonly string[]> = {
  server: [
    "db",
    "ports",
    "jobs",
    "secrets",
    "content",
    "access",
    "statistics",
    "clusters",
    "firings",
    "sync-records",
    "deliveries",
    "manifests",
    "organizations",
    "images",
    "grants",
    "reach",
    "tags",
    "accessories",
    "shares",
    "retention",
    "triggers",
    "regions",
    "sync",
    "copies",
    "agency",
    "webhooks",
    "untagged",
    "search",
    "getting-started",
    "identity",
    "login",
    "iam",
    "registry",
    "dockyard",
    "gates",
    "versions",
    "node",
  ],
  src: ["lib", "ui", "api", "i18n", "resources", "paths.ts", "components", "features", "app"],
};

const order: Rule = (path, { target, ours }) => {
  const rooms = ORDER[room(path)];
  if (!rooms || !ours || room(target) !== room(path)) return undefined;
  // Texts lie beside what says them; i18n/ brings them there.
  if (target.includes("/locales/") || (room(path) === "server" && isTest(path))) return undefined;
  const [inner = "", other = ""] = [path, target].map((file) => file.split("/")[1]);
  const unplaced = [inner, other].find((name) => !rooms.includes(name) && !name.includes("."));
  if (unplaced) return `${room(path)}/${unplaced}/ has no place in the order (tests/import-rules.ts)`;
  return rooms.includes(inner) && rooms.indexOf(other) > rooms.indexOf(inner)
    ? `${other} stands above ${inner}/`
    : undefined;
};

/** They answer outcomes, which the registry and the management API each put into their own words. */
const outcomes: Rule = (path, { target, ours }) => {
  if (!within(path, "server/ports", "server/content", "server/manifests") || isTest(path)) return undefined;
  const isWire = ours ? target === "server/errors.ts" : /^hono(\/|$)/.test(target);
  return isWire ? "outcomes, not errors of a wire" : undefined;
};

/** What features offer each other. */
const OFFERED = ["use-session.ts", "load-early.ts"].map((file) => `src/features/session/${file}`);

const features: Rule = (path, { target }) => {
  const feature = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1];
  const own = feature(path);
  const other = feature(target);
  if (!own || !other || own === other || OFFERED.includes(target)) return undefined;
  return `the inside of features/${other} is its own`;
};

const RULES: Rule[] = [rooms, corePackages, testPackages, node, order, outcomes, ui, features];

/** One line per broken rule. */
export function brokenRules(file: SourceFile, imports: Import[]): string[] {
  return imports.flatMap((found) =>
    RULES.flatMap((rule) => {
      const complaint = rule(file.path, found);
      return complaint ? `${file.path} imports ${found.target}: ${complaint}` : [];
    }),
  );
}

/** Files that import each other in a ring, types included: `a.ts > b.ts > a.ts`. */
export function circles(files: Map<string, Import[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  function follow(path: string): void {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(" > "));
    if (at >= 0 || done.has(path)) return;
    way.push(path);
    for (const { target, ours } of files.get(path) ?? []) if (ours) follow(target);
    way.pop();
    done.add(path);
  }
  for (const path of files.keys()) follow(path);
  return found;
}
