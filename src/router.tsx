import { createBrowserRouter, Navigate, type RouteObject } from "react-router-dom";
import { CrashedPage } from "./app/CrashedPage.tsx";
import { NotFoundPage } from "./app/NotFoundPage.tsx";
import { Root } from "./app/Root.tsx";
import { antdPage } from "./components/with-antd.tsx";
import * as ImageListPage from "./features/images/list/ImageListPage.tsx";
import { withTexts } from "./i18n/i18n.ts";
import { imageRoutes } from "./image-routes.tsx";
import { loadPart } from "./lib/load-part.ts";
import { paths } from "./paths.ts";

/**
 * It begins at once to fetch the addressed page's code and what its `loader` asks the service. The list of images is in
 * the first file: most visits lead there, and other pages need its parts too.
 */
export const createRouter = () =>
  createBrowserRouter([
    {
      Component: Root,
      ErrorBoundary: CrashedPage,
      children: [
        {
          ErrorBoundary: CrashedPage,
          // Only the frame shows while the first page cannot be fetched (main.tsx).
          hydrateFallbackElement: <></>,
          children: [
            { index: true, element: <Navigate to={paths.overview} replace /> },
            {
              path: paths.overview,
              lazy: () => withTexts(import("./features/overview/OverviewPage.tsx"), "overview"),
            },
            {
              path: paths.images,
              Component: ImageListPage.Component,
              loader: ImageListPage.loader,
              shouldRevalidate: ImageListPage.shouldRevalidate,
              children: [
                { path: "new", lazy: () => antdPage(import("./features/images/list/CreateImageForm.tsx")) },
              ],
            },
            {
              path: paths.sharedImages,
              lazy: () => withTexts(import("./features/images/shared/SharedImageListPage.tsx"), "sharing"),
            },
            ...imageRoutes,
            {
              path: paths.organizations,
              lazy: () =>
                withTexts(import("./features/organizations/OrganizationListPage.tsx"), "organizations"),
              children: [
                {
                  path: "new",
                  lazy: () =>
                    withTexts(
                      antdPage(import("./features/organizations/OrganizationForm.tsx")),
                      "organizations",
                    ),
                },
              ],
            },
            {
              path: "/organizations/:organization",
              lazy: () =>
                withTexts(import("./features/organizations/OrganizationDetailPage.tsx"), "organizations"),
              children: [
                { path: "images", lazy: () => import("./features/images/list/OrganizationImages.tsx") },
                {
                  path: "users",
                  lazy: () =>
                    withTexts(import("./features/permissions/OrganizationUsers.tsx"), "permissions"),
                },
                {
                  path: "reach",
                  lazy: () => withTexts(import("./features/reach/OrganizationReach.tsx"), "reach"),
                },
                {
                  path: "webhooks",
                  lazy: () =>
                    withTexts(
                      import("./features/webhooks/OrganizationWebhooks.tsx"),
                      "webhooks",
                      "condition",
                    ),
                },
              ],
            },
            {
              path: paths.shares,
              lazy: () => withTexts(import("./features/sharing/ledger/LedgerPage.tsx"), "sharing"),
            },
            {
              path: paths.retentions(),
              lazy: () =>
                withTexts(import("./features/retention/ledger/RetentionLedgerPage.tsx"), "retention"),
            },
            {
              path: paths.triggers(),
              lazy: () =>
                withTexts(
                  import("./features/triggers/ledger/TriggerLedgerPage.tsx"),
                  "triggers",
                  "clusters",
                  "condition",
                ),
            },
            {
              path: paths.webhooks(),
              lazy: () =>
                withTexts(
                  import("./features/webhooks/ledger/WebhookLedgerPage.tsx"),
                  "webhooks",
                  "condition",
                ),
            },
            {
              path: paths.syncRecords(),
              lazy: () => withTexts(import("./features/sync/ledger/SyncLedgerPage.tsx"), "sync"),
            },
            {
              path: paths.syncTargets,
              lazy: () => withTexts(import("./features/sync/ledger/SyncTargetsPage.tsx"), "sync"),
            },
            {
              path: paths.regions,
              lazy: () => withTexts(import("./features/regions/RegionListPage.tsx"), "sync"),
              children: [
                {
                  path: "new",
                  lazy: () => withTexts(antdPage(import("./features/regions/AddRegionForm.tsx")), "sync"),
                },
              ],
            },
            {
              path: paths.credentials,
              lazy: () =>
                withTexts(antdPage(import("./features/credentials/CredentialsPage.tsx")), "credentials"),
            },
            {
              path: paths.clusters,
              lazy: () => withTexts(import("./features/clusters/ClusterListPage.tsx"), "clusters"),
              children: [
                {
                  path: "new",
                  lazy: () =>
                    withTexts(antdPage(import("./features/clusters/AddClustersForm.tsx")), "clusters"),
                },
              ],
            },
            {
              path: paths.userReach(":user"),
              lazy: () => withTexts(import("./features/reach/UserReachPage.tsx"), "reach"),
            },
            {
              path: paths.users,
              lazy: () => withTexts(import("./features/users/UserListPage.tsx"), "users"),
              children: [
                {
                  path: "new",
                  lazy: () => withTexts(antdPage(import("./features/users/CreateUserForm.tsx")), "users"),
                },
                {
                  path: ":user/edit",
                  lazy: () => withTexts(antdPage(import("./features/users/EditUserForm.tsx")), "users"),
                },
                {
                  path: ":user/password",
                  lazy: () => withTexts(antdPage(import("./features/users/ResetPasswordForm.tsx")), "users"),
                },
              ],
            },
            {
              path: `${paths.apiReference}/:operation?`,
              lazy: () => withTexts(import("./features/api-reference/ApiReferencePage.tsx"), "apiReference"),
            },
            { path: "*", Component: NotFoundPage },
          ].map(byLoadPart),
        },
      ],
    },
  ]);

function byLoadPart(route: RouteObject): RouteObject {
  const { lazy, children } = route;
  const late = typeof lazy === "function" && { lazy: () => loadPart(lazy) };
  return { ...route, ...late, ...(children && { children: children.map(byLoadPart) }) } as RouteObject;
}

export type Router = ReturnType<typeof createRouter>;
