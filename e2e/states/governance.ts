/** What runs by itself, over all images. */
import { paths } from "../../src/paths.ts";
import { NO_MATCH } from "./pages.ts";
import { type State, seen, seenText, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

export function governance(world: World): State[] {
  return [...retention(world), ...sync(world)];
}

function retention({ t, organization, emptyImage, long }: World): State[] {
  const title = t("retention.ledger.title");
  return [
    {
      name: "retention rules",
      path: paths.retentions(),
      shows: seen("link", `${long.organization}/${long.image}`),
    },
    {
      name: "images without a retention rule",
      path: `${paths.retentions("none")}&organization=${organization}`,
      shows: seen("link", t("retention.ledger.addTo", { image: `${organization}/${emptyImage}` })),
    },
    {
      name: "retention rules, nothing matches",
      path: `${paths.retentions()}?image=${NO_MATCH}`,
      shows: seenText(t("retention.ledger.nothingMatches")),
    },
    {
      name: "retention rules, loading",
      path: paths.retentions(),
      arrange: silence,
      shows: seen("heading", title),
      loading: true,
    },
    {
      name: "retention rules, failed",
      path: paths.retentions(),
      arrange: fail,
      shows: (page) => page.getByRole("alert").filter({ hasText: t("common.error.title") }),
    },
  ];
}

function sync({ t, organization, image }: World): State[] {
  const tab = paths.image(organization, image, "sync");
  return [
    { name: "image, not synchronized", path: tab, shows: seen("heading", t("sync.auto.none.title")) },
    { name: "adding a target", path: `${tab}?dialog=sync`, shows: seenText(t("sync.form.onlyLater")) },
    {
      name: "adding a target, without a region",
      open: (page) =>
        page
          .getByRole("dialog")
          .getByRole("button", { name: t("sync.form.submit"), exact: true })
          .click(),
      shows: seenText(t("sync.form.noRegions")),
    },
    {
      name: "sync records, none",
      path: paths.syncRecords(),
      shows: seen("heading", t("sync.records.none.title")),
    },
    {
      name: "sync records, nothing matches",
      path: paths.syncRecords("failed", "day"),
      shows: seenText(t("sync.records.nothingMatches")),
    },
    { name: "regions, none", path: paths.regions, shows: seen("heading", t("sync.regions.none.title")) },
    { name: "adding a region", path: paths.newRegion, shows: seen("dialog", t("sync.regions.add.title")) },
    {
      name: "adding a region, nothing filled in",
      open: (page) => page.getByRole("button", { name: t("sync.regions.add.submit") }).click(),
      shows: seenText(t("sync.regions.required")),
    },
  ];
}
