/**
 * `npm run complete-lock`, after installing a package: npm leaves the binaries of other platforms out of the lockfile
 * where it cannot reach them, and `npm ci` then refuses the file everywhere. tests/lockfile.test.ts tells when.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LockedPackage, type Lockfile, missingOptionals } from "./lockfile.ts";

const path = join(import.meta.dirname, "../package-lock.json");

/** Words that packages of one platform carry in their names, as the fields of a lockfile spell them. */
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x"];

function entryOf(name: string, version: string, dev: true | undefined): LockedPackage {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((word) => words.includes(word));
  const cpu = PROCESSORS.find((word) => words.includes(word));
  // Without both it would be installed everywhere.
  if (!os || !cpu) throw new Error(`${name} does not name its platform: add it to package-lock.json by hand`);
  const libc = name.includes("musl") ? "musl" : name.includes("gnu") ? "glibc" : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

const lock: Lockfile = JSON.parse(await readFile(path, "utf8"));
for (const { name, version, dev } of missingOptionals(lock)) {
  lock.packages[`node_modules/${name}`] = entryOf(name, version, dev);
  console.log(`${name}@${version}`);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
