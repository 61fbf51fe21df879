/** What the registry's content needs from time to time, or soon after a change. */
import type { JobKind } from "../jobs/kind.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { LINK_JOB } from "./file-changes.ts";
import { followTables } from "./link-files.ts";
import { readFolder } from "./read-folder.ts";
import { removeStaleUploads } from "./stale-uploads.ts";
import { takeInventory } from "./take-inventory.ts";

const HOUR_MS = 60 * 60 * 1000;
const one = { concurrency: 1, attempts: 3 };

export const linkFollowing: JobKind = {
  name: LINK_JOB,
  ...one,
  async run(context) {
    await followTables(context, context.signal);
    return undefined;
  },
};

/** Only the first run finds something. */
export const folderReading: JobKind = {
  name: "read-folder",
  ...one,
  everyMs: 24 * HOUR_MS,
  async run(context) {
    await readFolder(context, context.signal);
    return undefined;
  },
};

export const garbageCollection: JobKind = {
  name: "collect-garbage",
  ...one,
  everyMs: HOUR_MS,
  async run(context) {
    const { links, blobs, bytes } = await collectGarbage(context, { signal: context.signal });
    if (links + blobs > 0) context.log.info("collected garbage", { links, blobs, bytes });
    return undefined;
  },
};

export const inventory: JobKind = {
  name: "take-inventory",
  ...one,
  everyMs: 7 * 24 * HOUR_MS,
  async run(context) {
    const { blobs, bytes } = await takeInventory(context, { signal: context.signal });
    if (blobs > 0) context.log.info("removed content without rows", { blobs, bytes });
    return undefined;
  },
};

export const staleUploadRemoval: JobKind = {
  name: "remove-stale-uploads",
  ...one,
  everyMs: 24 * HOUR_MS,
  async run(context) {
    await removeStaleUploads(context);
    return undefined;
  },
};
