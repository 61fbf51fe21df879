import type { Manifest } from "../../../lib/image/manifest.ts";
import type { TagView } from "../../../paths.ts";

/** What there is to see of each kind, the first by default. */
export const VIEWS: Record<Manifest["kind"], readonly TagView[]> = {
  image: ["layers", "history", "config", "related", "manifest"],
  index: ["platforms", "related", "manifest"],
  referrers: ["referrers", "related", "manifest"],
  artifact: ["layers", "related", "manifest"],
  schema1: ["manifest", "related"],
  unreadable: ["manifest", "related"],
};
