/** Names inside an archive, as paths from its root without `.` and empty parts. Nothing may lead out of it. */
import { ArchiveError } from "./problem.ts";

/** Longest path Linux takes; keeps an index of many entries small. */
const NAME_MAX = 4096;
/** Enough to recognise a name by, in a problem. */
const SHOWN = 200;

/** Throws ArchiveError: `name_too_long`, `absolute_name`, `parent_name`. */
export function normalizeName(name: string): string {
  if (name.length > NAME_MAX) throw new ArchiveError({ code: "name_too_long", entry: name.slice(0, SHOWN) });
  if (name.startsWith("/")) throw new ArchiveError({ code: "absolute_name", entry: name });
  const parts = partsOf(name);
  if (parts.includes("..")) throw new ArchiveError({ code: "parent_name", entry: name });
  return parts.join("/");
}

/**
 * A symbolic link's target, which starts from the folder of the link and may go up; undefined where it leads out of
 * the archive. Throws ArchiveError `name_too_long`.
 */
export function resolveSymbolicLink(link: string, target: string): string | undefined {
  if (target.length > NAME_MAX) throw new ArchiveError({ code: "name_too_long", entry: link });
  if (target.startsWith("/")) return undefined;
  const path = link.split("/").slice(0, -1);
  for (const part of partsOf(target)) {
    if (part !== "..") path.push(part);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join("/");
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
