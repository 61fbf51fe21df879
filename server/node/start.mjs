/**
 * Starts the service with what has to be set before it is loaded. JavaScript: for one file of TypeScript Node would load all
 * that strips types, which is what the cache spares it.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

// V8 gives young objects up to 48 MB; with a few they are collected sooner, for a tenth of a push's work.
setFlagsFromString("--semi-space-growth-factor=1");

// Types are stripped and code is compiled once, not with each start. Where the folder may not be written it goes without. Not
// the default one, where others could lay code.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/swr-console", import.meta.url)));

await import("./main.ts");
