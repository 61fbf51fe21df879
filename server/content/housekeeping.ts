/** What the registry's files need from time to time: at each start, so that restarts do not put it off, and daily. */
import type { JobKind } from "../jobs/kind.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { removeStaleUploads } from "./stale-uploads.ts";

const daily = { concurrency: 1, attempts: 3, everyMs: 24 * 60 * 60 * 1000 };

export const garbageCollection: JobKind = {
  name: "collect-garbage",
  ...daily,
  async run(context) {
    const { links, blobs, bytes } = await collectGarbage(context, { signal: context.signal });
    if (links + blobs > 0) context.log.info("collected garbage", { links, blobs, bytes });
    return undefined;
  },
};

export const staleUploadRemoval: JobKind = {
  name: "remove-stale-uploads",
  ...daily,
  async run(context) {
    await removeStaleUploads(context);
    return undefined;
  },
};
