/** The pages of one image. Each tab is a child route, whose code comes when it is opened. */
import type { ComponentType } from "react";
import { Navigate, type RouteObject } from "react-router-dom";
import { antdPage } from "./components/with-antd.tsx";
import { withTexts } from "./i18n/i18n.ts";
import { IMAGE_TABS, type ImageTab } from "./paths.ts";

type Part = Promise<{ Component: ComponentType }>;

/** A tab that shows two features, one below the other. */
async function stacked(...parts: [Part, Part]) {
  const [{ Component: First }, { Component: Second }] = await Promise.all(parts);
  return {
    element: (
      <>
        <First />
        <Second />
      </>
    ),
  };
}

const TABS: Record<ImageTab, RouteObject["lazy"]> = {
  tags: () => withTexts(import("./features/tags/list/TagsTab.tsx"), "tags"),
  description: () => import("./features/description/DescriptionTab.tsx"),
  sharing: () => withTexts(import("./features/sharing/SharingTab.tsx"), "sharing"),
  retention: () => withTexts(import("./features/retention/RetentionTab.tsx"), "retention"),
  triggers: () =>
    stacked(
      withTexts(import("./features/triggers/TriggersTab.tsx"), "triggers", "condition", "clusters"),
      withTexts(import("./features/webhooks/ImageWebhooks.tsx"), "webhooks", "condition"),
    ),
  sync: () => withTexts(import("./features/sync/SyncTab.tsx"), "sync", "tags"),
  permissions: () => withTexts(import("./features/permissions/ImagePermissions.tsx"), "permissions"),
  reach: () => withTexts(import("./features/reach/ImageReach.tsx"), "reach"),
  guide: () => withTexts(antdPage(import("./features/guide/GuideTab.tsx")), "commands"),
};

export const imageRoutes: RouteObject[] = [
  {
    path: "/images/:organization/:image",
    lazy: () => import("./features/images/detail/ImageDetailPage.tsx"),
    children: [
      ...IMAGE_TABS.map((path) => ({ path, lazy: TABS[path] })),
      {
        path: "triggers/:trigger",
        lazy: () =>
          withTexts(
            import("./features/triggers/TriggerPage.tsx"),
            "triggers",
            "condition",
            "clusters",
            "tags",
          ),
      },
      { index: true, element: <Navigate to="tags" replace /> },
      { path: ":unknown", element: <Navigate to="../tags" replace /> },
    ],
  },
  {
    path: "/images/:organization/:image/tags/:tag/:view?",
    lazy: () => withTexts(import("./features/tags/detail/TagPage.tsx"), "tags"),
  },
  {
    path: "/images/:organization/:image/compare",
    lazy: () => withTexts(antdPage(import("./features/compare/ComparePage.tsx")), "compare", "tags"),
  },
];
