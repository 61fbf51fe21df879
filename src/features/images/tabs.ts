/** The tabs of an image's page, in their order. A tab's code comes when it is opened. */
import { type ComponentType, lazy } from "react";
import type { Image } from "../../../core/operations/images.ts";
import type { GrantedLevel } from "../../../core/permissions.ts";
import { withAntd } from "../../components/with-antd.tsx";
import type { ImageTab } from "../../paths.ts";
import type { ImageRef } from "./queries.ts";
import { TagsTab } from "./TagsTab.tsx";

export interface ImageTabProps extends ImageRef {
  /** Undefined until the first answer. */
  details: Image | undefined;
  /** What the person may do with the image; undefined until it is known. */
  level: GrantedLevel | undefined;
}

interface Tab {
  key: ImageTab;
  label: "images.detail.tags" | "images.detail.description" | "commands.guide.title";
  Content: ComponentType<ImageTabProps>;
}

export const IMAGE_TABS: readonly Tab[] = [
  { key: "tags", label: "images.detail.tags", Content: TagsTab },
  {
    key: "description",
    label: "images.detail.description",
    Content: lazy(() => import("./DescriptionTab.tsx").then((m) => ({ default: m.DescriptionTab }))),
  },
  {
    key: "guide",
    label: "commands.guide.title",
    Content: lazy(() => withAntd(import("./GuideTab.tsx").then((m) => m.GuideTab))),
  },
];
