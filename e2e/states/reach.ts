/** Who can pull what, and how much an organization may store. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { NO_MATCH } from "./pages.ts";
import { inTurn, press, type State, seen, seenText, type World } from "./state.ts";
import { fail } from "./troubles.ts";

export function reach(world: World): State[] {
  return [...whoReaches(world), ...quotas(world)];
}

function whoReaches({ t, organization, image, member }: World): State[] {
  const ofImage = paths.image(organization, image, "reach");
  const nothingMatches = seen("heading", t("reach.nothingMatches.title"));
  return [
    { name: "who can pull an image", path: ofImage, shows: seenText(t("reach.context.image")) },
    {
      name: "who can pull an image, nothing matches",
      path: `${ofImage}?who=${NO_MATCH}`,
      shows: nothingMatches,
    },
    {
      name: "who can pull from an organization",
      path: paths.organization(organization, "reach"),
      shows: (page) => seen("table", t("reach.title"))(page).getByRole("rowheader", { name: member }),
    },
    {
      name: "who can pull, failed",
      path: paths.organization(organization, "reach"),
      arrange: (page) => fail(page, ({ pathname }) => pathname.startsWith("/api/reach/")),
      shows: seen("alert"),
    },
    {
      name: "what oneself can reach",
      path: paths.overview,
      open: inTurn(press(t("app.top.account")), press(t("app.account.reach"), "menuitem")),
      shows: (page) => seen("table", t("reach.mine"))(page).getByRole("link", { name: organization }).first(),
    },
    {
      name: "what nobody can reach",
      path: paths.userReach("absent"),
      shows: seenText(t("reach.noUser.absent")),
    },
  ];
}

function quotas({ t, organization, emptyOrganization }: World): State[] {
  const field = (page: Page) => page.getByRole("dialog").getByRole("textbox");
  return [
    {
      name: "quota of an organization",
      path: `${paths.organization(organization)}?dialog=quota`,
      shows: seen("dialog", t("organizations.storage.title")),
    },
    {
      name: "quota of an organization, none that there can be",
      open: async (page) => {
        await field(page).fill("0");
        await page.keyboard.press("Enter");
      },
      shows: (page) => page.locator("[aria-invalid=true]"),
    },
    {
      name: "organization with a quota",
      path: `${paths.organization(emptyOrganization)}?dialog=quota`,
      open: async (page) => {
        await field(page).fill("5");
        await page.keyboard.press("Enter");
      },
      shows: (page) => page.getByTitle(/5\sGB$/).first(),
    },
  ];
}
