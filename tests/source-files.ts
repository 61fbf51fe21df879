/** Reads the repository's own sources for the rules in this folder. */
import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "vite";

const root = join(import.meta.dirname, "..");

export interface SourceFile {
  /** Relative to the repository, with `/`. */
  path: string;
  text: string;
}

export interface Import {
  /** A path relative to the repository for a file of ours, else the package (or `node:` module) as written. */
  target: string;
  ours: boolean;
  dynamic: boolean;
  /** Gone once compiled. */
  typeOnly: boolean;
}

export function readSources(pattern: string): SourceFile[] {
  const paths = globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Every import and re-export, types included. An import with a computed name has no target and is not listed. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      request: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? { request: moduleRequest.value, typeOnly: isType } : [],
      ),
    ),
  ];
  const dynamicRequests = module.dynamicImports
    .map(
      ({ moduleRequest }) => /^["'](.+)["']$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1],
    )
    .filter((request) => request !== undefined);
  return [
    ...requests.map(({ request, typeOnly }) => ({ ...resolve(path, request), dynamic: false, typeOnly })),
    ...dynamicRequests.map((request) => ({ ...resolve(path, request), dynamic: true, typeOnly: false })),
  ];
}

/** The text with its comments left out. */
export function withoutComments({ path, text }: SourceFile): string {
  const { comments } = parseSync(path, text);
  return comments.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function resolve(path: string, request: string): Pick<Import, "target" | "ours"> {
  const ours = request.startsWith(".");
  return { target: ours ? posix.join(posix.dirname(path), request) : request, ours };
}
