import type { ImageTab } from "../../../paths.ts";

/** How the tabs of an image's page are called; src/image-routes.tsx has what each shows. */
export const TAB_LABELS = {
  tags: "images.detail.tags",
  description: "images.detail.description",
  sharing: "images.detail.sharing",
  permissions: "images.detail.permissions",
  reach: "images.detail.reach",
  guide: "images.detail.guide",
  retention: "images.detail.retention",
  triggers: "images.detail.triggers",
  sync: "images.detail.sync",
} as const satisfies Record<ImageTab, string>;
