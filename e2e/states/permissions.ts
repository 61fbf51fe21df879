/** Permissions on an organization and on an image, as somebody who may grant them sees them. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { NO_MATCH } from "./pages.ts";
import {
  focusRefused,
  inTurn,
  press,
  type State,
  seen,
  seenText,
  selectionBar,
  type World,
} from "./state.ts";
import { fail } from "./troubles.ts";

export function permissions(world: World): State[] {
  const { t, organization, image, member } = world;
  const onOrganization = paths.organization(organization, "users");
  const onImage = paths.image(organization, image, "permissions");
  const select = (page: Page) =>
    page.getByRole("checkbox", { name: t("permissions.select", { name: member }) }).check();
  const inBar = (name: string) => (page: Page) => selectionBar(page).getByRole("button", { name }).click();
  const refuse = (page: Page) => fail(page, ({ pathname }) => pathname.endsWith("/access"));
  const manage = seen("option", t("common.level.manage"));
  const retry = seen("button", t("common.batch.retryFailed", { count: 1 }));
  return [
    {
      name: "permissions of an organization",
      path: onOrganization,
      shows: seen("combobox", t("permissions.change.of", { name: member })),
    },
    {
      name: "permissions, one that cannot be removed",
      open: focusRefused(t("permissions.revoke.of", { name: "admin" })),
      shows: seenText(t("permissions.refusal.self")),
    },
    {
      name: "permissions, a level to choose",
      open: press(t("permissions.change.of", { name: member }), "combobox"),
      shows: manage,
    },
    {
      name: "permissions, a change refused",
      path: onOrganization,
      arrange: refuse,
      open: inTurn(press(t("permissions.change.of", { name: member }), "combobox"), (page) =>
        manage(page).click(),
      ),
      shows: seen("alert"),
    },
    {
      name: "permissions, several to change",
      open: inTurn(select, inBar(t("permissions.change.action"))),
      shows: seen("dialog", t("permissions.change.title", { count: 1 })),
    },
    {
      name: "permissions, several to change, refused",
      arrange: refuse,
      open: (page) =>
        seen("dialog")(page)
          .getByRole("button", { name: t("permissions.change.submit"), exact: true })
          .click(),
      shows: retry,
    },
    {
      name: "permissions, several to remove",
      path: onOrganization,
      open: inTurn(select, inBar(t("permissions.revoke.action"))),
      shows: seenText(t("permissions.revoke.images")),
    },
    {
      name: "permissions of an image",
      path: onImage,
      shows: seenText(t("permissions.source.image", { level: t("common.level.read") })),
    },
    {
      name: "permissions, no user matches",
      path: `${onImage}?user=${NO_MATCH}`,
      shows: seen("heading", t("permissions.nothingMatches.title")),
    },
    {
      name: "new permission",
      path: `${onImage}?dialog=grant`,
      shows: seen("dialog", t("permissions.grant.action")),
    },
    {
      name: "new permission, nobody chosen",
      open: (page) =>
        seen("dialog")(page)
          .getByRole("button", { name: t("permissions.grant.submit"), exact: true })
          .click(),
      shows: seenText(t("permissions.grant.empty")),
    },
    {
      name: "new permission, users to choose",
      open: (page) => seen("dialog")(page).getByRole("combobox").click(),
      shows: (page) => page.getByTitle(world.candidate, { exact: true }),
    },
    {
      name: "new permission, somebody chosen",
      open: (page) => page.getByTitle(world.candidate, { exact: true }).click(),
      shows: (page) => seen("dialog")(page).getByRole("radio").first(),
    },
  ];
}
