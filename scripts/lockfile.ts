/** The parts of package-lock.json (version 3) that complete-lock.ts and its test look at. */

export interface LockedPackage {
  version?: string;
  dev?: true;
  optional?: true;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  /** By folder: `node_modules/a/node_modules/b`; the project itself is the empty one. */
  packages: Record<string, LockedPackage>;
}

export interface MissingOptional {
  name: string;
  version: string;
  dev: true | undefined;
}

/** Optional dependencies that some package names and the lockfile does not hold. */
export function missingOptionals({ packages }: Lockfile): MissingOptional[] {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies, dev }]) =>
    Object.entries(optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Looks where Node would: below the folder, then below each above it. */
function isLocked(packages: Lockfile["packages"], folder: string, name: string): boolean {
  if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]) return true;
  if (folder === "") return false;
  const above = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1));
  return isLocked(packages, above, name);
}
