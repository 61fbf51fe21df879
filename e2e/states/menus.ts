/** What opens from a button: menus, choices, the navigation. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
import { option } from "../support/select.ts";
import { INDEX_TAG, MANY_TAGS, OTHER_TAG, tagOf } from "./content.ts";
import { inTurn, press, type Sight, type State, seen, seenText, type World } from "./state.ts";

export function menus(world: World): State[] {
  return [...ofTheFrame(world), ...ofLists(world), ...choices(world)];
}

function ofTheFrame({ t }: World): State[] {
  const menu = (what: "help" | "language" | "theme" | "account", entry: string): State => ({
    name: `menu of ${what}`,
    path: "/no-such-page",
    open: press(t(`app.top.${what}`)),
    shows: seen("menuitem", entry),
  });
  return [
    {
      name: "menu of region",
      path: "/no-such-page",
      open: press(t("app.top.region")),
      shows: seenText(t("app.region.projects")),
    },
    menu("help", t("app.help.api")),
    menu("language", "English"),
    menu("theme", t("app.theme.dark")),
    menu("account", t("app.account.signOut")),
    {
      name: "way past the navigation",
      path: "/no-such-page",
      open: async (page) => {
        await page.getByRole("heading").waitFor();
        await page.keyboard.press("Tab");
      },
      shows: (page) => seen("link", t("app.skipToContent"))(page).and(page.locator(":focus")),
    },
    {
      name: "navigation",
      path: "/no-such-page",
      open: press(t("app.nav.open")),
      shows: seen("dialog", t("app.nav.label")),
      only: "narrow",
    },
    {
      name: "navigation, collapsed",
      path: "/no-such-page",
      open: press(t("app.nav.collapse")),
      shows: seen("button", t("app.nav.expand")),
      only: "wide",
    },
    {
      name: "navigation, as before",
      open: press(t("app.nav.expand")),
      shows: seen("button", t("app.nav.collapse")),
      only: "wide",
    },
  ];
}

function ofLists({ t, organization, image }: World): State[] {
  const list = `${paths.images}?organization=${organization}&name=${image}`;
  return [
    {
      name: "image's menu",
      path: list,
      open: press(t("images.more")),
      shows: seen("menuitem", t("images.delete")),
    },
    {
      name: "menu of pull commands",
      path: list,
      open: press(t("images.pull.otherClients")),
      shows: seen("menuitem", t("images.pull.copyFor", { client: "podman" })),
    },
    {
      name: "table settings",
      path: list,
      open: press(t("common.view.action")),
      shows: seen("group", t("common.view.columns")),
    },
    {
      name: "tag's menu",
      path: paths.image(organization, image),
      open: press(t("tags.more", { tag: TAG })),
      shows: seen("menuitem", t("tags.manifest")),
    },
  ];
}

const everywhere: Sight = (page) => page.locator("body");
const inDialog: Sight = (page) => page.getByRole("dialog");

function choices({ t, organization, image, fullOrganization, manyTags }: World): State[] {
  const choice = (what: string, path: string, name: string, shows: string, within = everywhere): State => ({
    name: `choice of ${what}`,
    path,
    open: (page) => within(page).getByRole("combobox", { name }).filter({ visible: true }).first().click(),
    shows: option(shows),
  });
  const list = `${paths.images}?organization=${fullOrganization}`;
  /** On a phone the filters stand behind a button. */
  const filter = (what: string, name: string, shows: string): State => {
    const { open, ...state } = choice(what, list, name, shows);
    const showFilters = (page: Page) =>
      (page.viewportSize()?.width ?? 0) < 560 ? press(t("common.filters.show"))(page) : Promise.resolve();
    return { ...state, open: inTurn(showFilters, open ?? showFilters) };
  };
  const other = t("images.category.other");
  const compare = paths.compareTags(organization, image);
  return [
    filter("an organization", t("images.organization.label"), organization),
    {
      name: "choice of an organization, none matches",
      open: (page) => page.keyboard.type("zzz"),
      shows: option(t("common.noneMatches")),
    },
    filter("a type", t("images.type.label"), t("images.type.private")),
    filter("a category", t("images.category.label"), other),
    choice(
      "a page's length",
      list,
      t("common.pagination.size"),
      t("common.pagination.perPage", { size: 50 }),
    ),
    choice("a new image's category", paths.newImage, t("images.category.label"), other, inDialog),
    choice(
      "a new image's organization",
      paths.newImage,
      t("images.organization.label"),
      organization,
      inDialog,
    ),
    choice(
      "a platform",
      paths.tag(organization, image, INDEX_TAG, "platforms"),
      t("tags.page.platform"),
      "linux/arm64",
    ),
    choice("a tag to compare", compare, t("compare.from"), OTHER_TAG),
    choice(
      "a tag of many",
      paths.compareTags(fullOrganization, manyTags),
      t("compare.from"),
      tagOf(MANY_TAGS),
    ),
    {
      name: "choice of a tag of many, none matches",
      open: (page) => page.keyboard.type("zzz"),
      shows: option(t("common.noneMatches")),
    },
    choice(
      "a platform to compare",
      `${compare}?from=${INDEX_TAG}&to=${INDEX_TAG}`,
      t("tags.page.platform"),
      "linux/arm64",
    ),
    choice(
      "a lifetime",
      `${paths.images}?dialog=login-command`,
      t("loginCommand.lifetime.label"),
      t("loginCommand.lifetime.hours", { count: 1 }),
      inDialog,
    ),
    choice(
      "where to upload to",
      `${paths.images}?dialog=upload`,
      t("upload.dialog.organization"),
      organization,
      inDialog,
    ),
  ];
}
