/**
 * Sets what has to be set before the service is loaded, and starts it. It is JavaScript because for a TypeScript file
 * Node would load the type stripper, which the compile cache makes needless.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

// V8 lets the space for young objects grow to 48 MB. A small one is collected sooner, which keeps memory low while
// clients push.
setFlagsFromString("--semi-space-growth-factor=1");

// Types are stripped and code is compiled once, not at each start. If the folder cannot be written, there is no cache.
// It is not the default folder, in which others could place code.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/swr-console", import.meta.url)));

await import("./main.ts");
