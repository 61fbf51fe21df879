import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { msw } from "msw/vite";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { consoleOperations } from "./core/console-operations.ts";
import { iamOperations } from "./core/iam-operations.ts";
import type { Operation } from "./core/operations/define.ts";
import { operations } from "./core/operations.ts";
import { SESSION_PATH } from "./core/session.ts";

/** Where `npm run dev` has the service; the page and the API stay one origin, as in production. */
const service = `http://127.0.0.1:${process.env.SWR_PORT ?? 8080}`;

/** What comes late, and only where it is needed. */
const LARGE =
  /[\\/]node_modules[\\/](antd|zod|react-markdown|@noble[\\/]hashes|@tanstack[\\/]react-virtual)[\\/]/;

/** Ours, and the icons, of which each page takes some. */
const OURS = /^(?!.*node_modules).*[\\/]src[\\/]|[\\/]lucide-react[\\/]/;

/**
 * Few files: each is a round trip, and left alone the bundler makes a hundred. What every page needs is one file of
 * ours and one of packages, which changes less often; what several pages share goes together by who shares it.
 */
const groups = [
  { name: "packages", tags: ["$initial"], test: /[\\/]node_modules[\\/]/ },
  { name: "app", tags: ["$initial"] },
  // Of these, small things that others need as well would be taken along.
  { name: "zod", test: /[\\/]node_modules[\\/]zod[\\/]/ },
  { name: parts, debugName: "parts", minShareCount: 2, test: OURS },
  { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1_500 },
] satisfies Rolldown.CodeSplittingGroup[];

/**
 * What several pages share of ours is small and goes together, so that a page comes in few files. Left out is what imports
 * a large package, which would come along wherever a part is needed.
 */
function parts(id: string, context: Rolldown.ChunkingContext): string | null {
  const seen = new Set<string>();
  function reachesLarge(module: string): boolean {
    if (seen.has(module)) return false;
    seen.add(module);
    return LARGE.test(module) || (context.getModuleInfo(module)?.importedIds ?? []).some(reachesLarge);
  }
  return reachesLarge(id) ? null : "parts";
}

/** antd's parts do nothing by being loaded, though their packages do not say so. */
const treeshake = {
  moduleSideEffects: [{ test: /[\\/]@rc-component[\\/]/, sideEffects: false }],
} satisfies Rolldown.InputOptions["treeshake"];

/** Texts are named after their area and language; a shared file would be named after all who share it. */
function chunkFileNames({ name, facadeModuleId }: { name: string; facadeModuleId?: string | null }) {
  const area = /([^\\/]+)[\\/]locales[\\/]/.exec(facadeModuleId ?? "")?.[1];
  return `assets/${area ? `${area}.[name]` : name.startsWith("shared") ? "shared" : "[name]"}-[hash].js`;
}

/**
 * Chromium compiles what is marked so while it arrives, on another thread; left alone it compiles each function when it
 * is first called, with the page waiting. Of the packages every page needs, nearly all is called at once.
 */
const postBanner = ({ name }: { name: string }) =>
  name === "packages" ? "//# allFunctionsCalledOnLoad" : "";

export default defineConfig(({ mode }) => {
  const demo = mode === "demo";
  return {
    // The demo answers requests inside the page: its service worker is no part of the real console.
    plugins: [react(), ...(demo ? [msw({ mode: "worker-only" })] : [routesOnly(), early(), precompress()])],
    build: {
      outDir: demo ? "dist-demo" : "dist",
      sourcemap: false,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { output: { codeSplitting: { groups }, chunkFileNames, postBanner }, treeshake },
    },
    // SQLite finds its .wasm beside its own module, which pre-bundling would move away.
    optimizeDeps: demo ? { exclude: ["@sqlite.org/sqlite-wasm"] } : {},
    server: demo ? {} : { proxy: { "/api": service, "/v2": service, "/v3": service, "/healthz": service } },
  };
});

/**
 * Of the tables of operations the console runs method and path; the schemas are its types only, and with them would come
 * the library they are made with.
 */
function routesOnly(): Plugin {
  const tables: Record<string, Record<string, Record<string, Operation>>> = {
    "core/operations.ts": { operations },
    "core/iam-operations.ts": { iamOperations },
    "core/console-operations.ts": { consoleOperations },
  };
  return {
    name: "routes-only",
    apply: "build",
    load(id) {
      const [entry] = Object.entries(tables[relative(import.meta.dirname, id)] ?? {});
      if (!entry) return undefined;
      const [name, table] = entry;
      const routes = Object.entries(table).map(([key, { method, path }]) => [key, { method, path }]);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(routes))};`;
    },
  };
}

/** The session is asked for while the code is still on its way. Texts are not, as only the code can tell which are needed. */
function early(): Plugin {
  const attrs = { rel: "preload", as: "fetch", href: SESSION_PATH, crossorigin: true };
  return { name: "early", transformIndexHtml: () => [{ tag: "link", attrs, injectTo: "head" }] };
}

const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg"]);
const WORTH_COMPRESSING = 1024;

/** Leaves a `.br` and a `.gz` beside each file, so that the service never compresses while somebody waits. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "dist" }) {
      const files = await readdir(dir, { recursive: true });
      await Promise.all(
        files.filter((file) => COMPRESSIBLE.has(extname(file))).map((file) => compress(join(dir, file))),
      );
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length <= WORTH_COMPRESSING) return;
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
