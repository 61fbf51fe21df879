/** What people with fewer rights see: somebody new, somebody who may only read, somebody not signed in. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
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

export function nobody({ t }: World): State[] {
  const fill = async (page: Page) => {
    for (const field of ["account", "user", "password"] as const)
      await page.getByLabel(t(`session.${field}`)).fill("unknown");
  };
  const submit = press(t("session.submit"));
  return [
    { name: "sign-in", path: "/", shows: seen("heading", t("session.title")) },
    { name: "sign-in, nothing filled in", open: submit, shows: seenText(t("session.required")) },
    { name: "sign-in, refused", path: "/", open: inTurn(fill, submit), shows: seenText(t("session.wrong")) },
  ];
}

/** Somebody in whose account nothing is yet that they may see. */
export function newcomer({ t }: World): State[] {
  const none = (name: string, path: string, title: string): State => ({
    name: `${name}, nothing yet`,
    path,
    shows: seen("heading", title),
  });
  const inDialog = (page: Page) => page.getByRole("dialog").getByRole("textbox");
  return [
    none("overview", paths.overview, t("overview.recent.none.title")),
    none("images", paths.images, t("images.list.nothingYet.title")),
    none("organizations", paths.organizations, t("organizations.nothingYet.title")),
    none("credentials", paths.credentials, t("credentials.keys.none.title")),
    {
      name: "temporary logins",
      path: paths.credentials,
      // The command makes one.
      arrange: async (page) => {
        await page.goto(`${paths.images}?dialog=login-command`);
        await seen("figure", t("loginCommand.title"))(page).waitFor();
      },
      shows: seen("button", t("credentials.logins.endAll")),
    },
    {
      name: "ending of all temporary logins",
      open: press(t("credentials.logins.endAll")),
      shows: seenText(t("credentials.logins.goes", { count: 1 })),
    },
    { name: "users, forbidden", path: paths.users, shows: seen("heading", t("users.forbidden.title")) },
    {
      name: "new image, nowhere to make it",
      path: paths.newImage,
      shows: seenText(t("images.create.noOrganization")),
    },
    {
      name: "upload, nowhere to upload to",
      path: `${paths.images}?dialog=upload`,
      shows: seenText(t("upload.dialog.noneAllowed")),
    },
    {
      name: "client upload, nowhere to push to",
      path: `${paths.images}?dialog=client-upload`,
      shows: seenText(t("commands.upload.nowhere")),
    },
    {
      name: "new access key",
      path: `${paths.credentials}?dialog=create-access-key`,
      shows: seenText(t("credentials.create.intro")),
    },
    {
      name: "access key made",
      open: async (page) => {
        await inDialog(page).fill("For the build");
        await page.keyboard.press("Enter");
      },
      shows: seenText(t("credentials.create.once")),
    },
    { name: "access key listed", open: press(t("credentials.create.done")), shows: seen("switch") },
    {
      name: "deletion of an access key",
      open: press(t("credentials.delete.action")),
      shows: seenText(t("common.confirmDelete.goes")),
    },
    {
      name: "change of password",
      path: `${paths.credentials}?dialog=change-password`,
      shows: seenText(t("credentials.password.intro")),
    },
    {
      name: "change of password, refused",
      open: (page) =>
        page
          .getByRole("dialog")
          .getByRole("button", { name: t("credentials.password.submit") })
          .click(),
      shows: seenText(t("credentials.password.problem.empty")),
    },
  ];
}

/** Somebody who may read the organization `readable`, and manage the image `one` of its two. */
export function reader({ t, organization, image, readable }: World): State[] {
  const forbidden = seen("heading", t("images.detail.notFound.title"));
  const kept = paths.image(readable, "kept");
  const inBar = (page: Page) => selectionBar(page).getByRole("button");
  return [
    { name: "image, forbidden", path: paths.image(organization, image), shows: forbidden },
    { name: "tag, forbidden", path: paths.tag(organization, image, TAG), shows: forbidden },
    {
      name: "organization, forbidden",
      path: paths.organization(organization),
      shows: seen("heading", t("organizations.detail.notFound.title")),
    },
    {
      name: "image's webhooks, hidden",
      path: paths.image(readable, "kept", "triggers"),
      shows: seen("heading", t("webhooks.hidden")),
    },
    {
      name: "organization's webhooks, hidden",
      path: paths.organization(readable, "webhooks"),
      shows: seenText(t("webhooks.refusal")),
    },
    { name: "organizations, only to read", path: paths.organizations, shows: seen("link", readable) },
    {
      name: "organization, only to read",
      path: paths.organization(readable),
      shows: seen("link", `${readable}/kept`),
    },
    {
      name: "permissions, only to read",
      path: paths.organization(readable, "users"),
      open: focusRefused(t("permissions.grant.action")),
      shows: seenText(t("permissions.refusal.nothing.organization")),
    },
    {
      name: "who can pull, only to read",
      path: paths.organization(readable, "reach"),
      shows: seenText(t("reach.forbidden.organization")),
    },
    {
      name: "quota, only to read",
      path: paths.organization(readable),
      open: focusRefused(t("organizations.storage.title")),
      shows: seenText(t("organizations.storage.refusal")),
    },
    {
      name: "image, only to read",
      path: kept,
      open: focusRefused(t("images.delete")),
      shows: seenText(t("images.refusal.delete")),
    },
    {
      name: "editing an image, only to read",
      path: `${kept}?dialog=edit`,
      shows: seen("dialog", t("images.edit.title")),
    },
    {
      name: "upload, only to read",
      path: `${paths.images}?dialog=upload`,
      shows: seenText(t("upload.dialog.noneAllowed")),
    },
    {
      name: "images, nowhere to upload to",
      // The account's public images are seen as well.
      path: `${paths.images}?organization=${readable}`,
      open: focusRefused(t("images.upload")),
      shows: seenText(t("images.refusal.upload")),
    },
    {
      name: "images, all chosen but those only to read",
      open: (page) => page.getByRole("checkbox", { name: t("images.list.selectPage") }).check(),
      shows: (page) =>
        page
          .getByRole("checkbox", { disabled: true, checked: false })
          .and(page.getByTitle(t("images.refusal.select"))),
    },
    {
      name: "deletion of chosen images",
      open: (page) =>
        inBar(page)
          .filter({ hasText: t("images.delete") })
          .click(),
      shows: seen("dialog", t("images.deletion.many", { count: 1 })),
    },
    {
      name: "chosen images deleted",
      open: async (page) => {
        await page.getByRole("dialog").getByRole("textbox").fill(`${readable}/one`);
        await page.keyboard.press("Enter");
      },
      shows: seenText(t("images.deletion.gone", { count: 1 })),
    },
  ];
}
