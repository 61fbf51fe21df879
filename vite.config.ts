import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { msw } from "msw/vite";
import { defineConfig, type Plugin } from "vite";

/** Where `npm run dev` has the service; the page and the API stay one origin, as in production. */
const service = `http://127.0.0.1:${process.env.SWR_PORT ?? 8080}`;

export default defineConfig(({ mode }) => {
  const demo = mode === "demo";
  return {
    // The demo answers requests inside the page: its service worker is no part of the real console.
    plugins: [react(), demo ? msw({ mode: "worker-only" }) : precompress()],
    build: { outDir: demo ? "dist-demo" : "dist", sourcemap: false, chunkSizeWarningLimit: 1000 },
    // SQLite finds its .wasm beside its own module, which pre-bundling would move away.
    optimizeDeps: demo ? { exclude: ["@sqlite.org/sqlite-wasm"] } : {},
    server: demo ? {} : { proxy: { "/api": service, "/v2": service, "/v3": service } },
  };
});

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
