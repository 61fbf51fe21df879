/** Copies to other regions: of an image, of the account, and the regions themselves. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
import { chooseOption } from "../support/select.ts";
import { answerSync, BADLY, MANY, REGION, SELECTABLE, UNDER_WAY } from "./content-sync.ts";
import { press, type State, seen, seenText, selectionBar, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

export function sync(world: World): State[] {
  return [...nothing(world), ...ofImage(world), ...ofAccount(world), ...regions(world)];
}

function nothing({ t, organization, image }: World): State[] {
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
    {
      name: "targets of automatic sync, none",
      path: paths.syncTargets,
      shows: seen("heading", t("sync.targets.none.title")),
    },
    {
      name: "targets of automatic sync, nothing matches",
      path: `${paths.syncTargets}?state=never`,
      shows: seenText(t("sync.targets.nothingMatches")),
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

const failed = (t: World["t"]) => (page: Page) =>
  page
    .getByRole("alert")
    .filter({ hasText: t("common.error.title") })
    .first();

function ofImage(world: World): State[] {
  const { t, organization, image } = world;
  const tab = paths.image(organization, image, "sync");
  const arrange = (page: Page) => answerSync(page, world);
  return [
    { name: "image, synchronized", path: tab, arrange, shows: seenText(t("sync.cause.tag_taken")) },
    {
      name: "deleting a target",
      arrange,
      open: press(t("sync.auto.delete.of", { target: `${REGION.plain}/backup` })),
      shows: seenText(t("sync.auto.delete.stops")),
    },
    {
      name: "adding a target, one that is there",
      path: `${tab}?dialog=sync`,
      arrange,
      open: async (page) => {
        const form = page.getByRole("dialog");
        await chooseOption(form.getByRole("combobox", { name: t("sync.form.region") }), REGION.plain);
        await form.getByLabel(t("sync.form.organization")).fill("backup");
        await form.getByRole("button", { name: t("sync.form.submit"), exact: true }).click();
      },
      shows: seenText(t("sync.form.taken")),
    },
    {
      name: "syncing one tag, and where it goes",
      path: paths.image(organization, image),
      arrange,
      open: async (page) => {
        await press(t("tags.more", { tag: TAG }))(page);
        await page.getByRole("menuitem", { name: t("images.sync.tags") }).click();
        await chooseOption(page.getByRole("dialog").getByRole("combobox"), REGION.long);
      },
      shows: seenText(t("sync.form.goes")),
    },
    {
      name: "syncing many images by themselves",
      path: `${paths.images}?organization=${organization}`,
      arrange,
      open: async (page) => {
        await page.getByRole("checkbox", { name: t("images.list.selectPage") }).check();
        await selectionBar(page)
          .getByRole("button", { name: t("images.sync.images"), exact: true })
          .click();
      },
      shows: seenText(t("sync.form.onlyLater")),
    },
    {
      name: "image, many sync records",
      path: tab,
      arrange: (page) => answerSync(page, world, { count: MANY }),
      shows: seen("button", t("sync.records.older")),
    },
    {
      name: "image's sync, loading",
      path: tab,
      arrange: silence,
      shows: seen("heading", t("sync.records.title")),
      loading: true,
    },
    { name: "image's sync, failed", path: tab, arrange: fail, shows: failed(t) },
  ];
}

function ofAccount(world: World): State[] {
  const { t } = world;
  const arrange = (page: Page) => answerSync(page, world, { count: MANY });
  return [
    {
      name: "sync records",
      path: paths.syncRecords(),
      arrange,
      shows: seen("button", t("sync.records.older")),
    },
    {
      name: "sync records, selected",
      arrange,
      open: (page) => page.getByRole("checkbox", { name: t("sync.records.selectPage") }).check(),
      shows: seenText(t("sync.records.selected", { count: SELECTABLE })),
    },
    {
      name: "sync records, cancelled together in vain",
      arrange,
      open: (page) =>
        selectionBar(page)
          .getByRole("button", { name: t("sync.records.cancelMany", { count: UNDER_WAY }) })
          .click(),
      shows: seen("button", t("common.batch.retryFailed", { count: UNDER_WAY })),
    },
    {
      name: "sync records, loading",
      path: paths.syncRecords(),
      arrange: silence,
      shows: seen("heading", t("sync.records.title")),
      loading: true,
    },
    { name: "sync records, failed", path: paths.syncRecords(), arrange: fail, shows: failed(t) },
    {
      name: "targets of automatic sync",
      path: paths.syncTargets,
      arrange,
      shows: seenText(t("sync.state.timeout")),
    },
    {
      name: "targets of automatic sync, loading",
      path: paths.syncTargets,
      arrange: silence,
      shows: seen("heading", t("sync.auto.title")),
      loading: true,
    },
    {
      name: "targets of automatic sync, failed",
      path: paths.syncTargets,
      arrange: fail,
      shows: failed(t),
    },
  ];
}

function regions(world: World): State[] {
  const { t } = world;
  const arrange = (page: Page) => answerSync(page, world);
  const act = (name: string, action: string) => async (page: Page) => {
    await press(t("sync.regions.more", { name }))(page);
    await page.getByRole("menuitem", { name: action }).click();
  };
  return [
    { name: "regions", path: paths.regions, arrange, shows: seen("rowheader", REGION.hostile) },
    {
      name: "menu of the operator's region",
      arrange,
      open: press(t("sync.regions.more", { name: REGION.operators })),
      shows: seen("menuitem", t("sync.regions.test.action")),
    },
    {
      name: "testing a region",
      path: paths.regions,
      arrange,
      open: act(REGION.long, t("sync.regions.test.action")),
      shows: seenText(t("sync.regions.test.registry")),
    },
    {
      name: "testing a region that refuses",
      path: paths.regions,
      arrange: (page) => answerSync(page, world, { test: BADLY }),
      open: act(REGION.hostile, t("sync.regions.test.action")),
      shows: seenText(t("sync.cause.unauthorized")),
    },
    {
      name: "deleting a region",
      path: paths.regions,
      arrange,
      open: act(REGION.hostile, t("images.delete")),
      shows: seenText(t("sync.regions.delete.stays")),
    },
    {
      name: "regions, loading",
      path: paths.regions,
      arrange: silence,
      shows: seen("heading", t("sync.regions.title")),
      loading: true,
    },
    { name: "regions, failed", path: paths.regions, arrange: fail, shows: failed(t) },
  ];
}
