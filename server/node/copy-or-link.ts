import { constants, copyFile, link, mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Another disk, a file system without hard links, or more of them than it allows. */
const CANNOT_LINK = ["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"];

/**
 * Puts a file that never changes into a second place, by hard link where possible. False where there is no such file;
 * what is in the second place already stays.
 */
export async function copyOrLink(from: string, to: string, way: "link" | "copy" = "link"): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  try {
    if (way === "link") await link(from, to);
    else await copy(from, to);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return true;
    if (code === "ENOENT") return false;
    if (way === "link" && CANNOT_LINK.includes(code)) return copyOrLink(from, to, "copy");
    throw error;
  }
}

/** Where the file system shares blocks between files, nothing is copied. */
async function copy(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`;
  await copyFile(from, partial, constants.COPYFILE_FICLONE);
  await rename(partial, to);
}
