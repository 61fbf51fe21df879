/** What `docker export` and the like write: a container's file system instead of an image. */

/** `.dockerenv` is the engine's own mark; every system has `/etc`, and its programs in one of the others. */
const PROGRAMS = ["bin", "sbin", "usr"];
const OF_AN_IMAGE = ["manifest.json", "index.json", "oci-layout"];

/** `roots`: what stands at the archive's root. */
export function isContainerExport(roots: ReadonlySet<string>): boolean {
  if (OF_AN_IMAGE.some((name) => roots.has(name))) return false;
  return roots.has(".dockerenv") || (roots.has("etc") && PROGRAMS.some((name) => roots.has(name)));
}
