/** What is shared with other accounts, and by them. */
import type { Page } from "@playwright/test";
import { SHARE_DESCRIPTION_MAX } from "../../core/shares.ts";
import { paths } from "../../src/paths.ts";
import { NO_MATCH } from "./pages.ts";
import { focusRefused, press, type State, seen, seenText, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

export function sharing(world: World): State[] {
  return [...shown(world), ...troubled(world), ...made(world), ...many(world)];
}

function shown({ t, organization, image, emptyImage, partner, shared, publicImage }: World): State[] {
  const tab = (of: string) => paths.image(organization, of, "sharing");
  return [
    { name: "image, sharing", path: tab(image), shows: seen("rowheader", partner) },
    { name: "image, not shared", path: tab(emptyImage), shows: seen("heading", t("sharing.tab.none.title")) },
    {
      name: "public image, sharing",
      path: tab(publicImage),
      open: focusRefused(t("sharing.form.title")),
      shows: seenText(t("sharing.public.refusal")),
    },
    {
      name: "images shared by others",
      path: paths.sharedImages,
      shows: seen("link", `${shared.organization}/${shared.image}`),
    },
    {
      name: "images shared by others, nothing matches",
      path: `${paths.sharedImages}?name=${NO_MATCH}`,
      shows: seen("heading", t("images.list.nothingMatches.title")),
    },
    {
      name: "image shared by others",
      path: paths.image(shared.organization, shared.image),
      shows: seenText(t("sharing.in.readOnly")),
    },
    {
      name: "images that are shared with others",
      path: `${paths.images}?shared=mine`,
      shows: seen("link", `${organization}/${image}`),
    },
    { name: "shares", path: paths.shares, shows: seen("link", `${organization}/${image}`) },
    {
      name: "shares of others' images",
      path: `${paths.shares}?direction=in`,
      shows: seen("link", `${shared.organization}/${shared.image}`),
    },
    {
      name: "shares, nothing matches",
      path: `${paths.shares}?account=${NO_MATCH}`,
      shows: seen("heading", t("sharing.ledger.nothingMatches")),
    },
  ];
}

function troubled({ t, organization, image }: World): State[] {
  const tab = paths.image(organization, image, "sharing");
  const ofOneImage = ({ pathname }: URL) => pathname.endsWith("/access-domains");
  const ofAll = ({ pathname }: URL) => pathname === "/api/shares";
  const fromOthers = ({ pathname }: URL) => pathname.endsWith("/shared-repositories");
  const both = (what: string, path: string, which: (url: URL) => boolean, title: string): State[] => [
    {
      name: `${what}, loading`,
      path,
      arrange: (page) => silence(page, which),
      shows: seen("heading", title),
      loading: true,
    },
    {
      name: `${what}, failed`,
      path,
      arrange: (page) => fail(page, which),
      shows: (page) =>
        page
          .getByRole("alert")
          .filter({ hasText: t("common.error.title") })
          .first(),
    },
  ];
  return [
    ...both("image's shares", tab, ofOneImage, `${organization}/${image}`),
    ...both("shares", paths.shares, ofAll, t("sharing.ledger.title")),
    ...both("images shared by others", paths.sharedImages, fromOthers, t("images.title")),
  ];
}

function made({ t, organization, image, emptyImage, partner }: World): State[] {
  const form = `${paths.image(organization, emptyImage, "sharing")}?dialog=share`;
  const accounts = (page: Page) => page.getByLabel(t("sharing.accounts.label"));
  const submit = (page: Page) =>
    page
      .getByRole("dialog")
      .getByRole("button", { name: t("sharing.form.submit"), exact: true })
      .click();
  const edit = press(t("sharing.edit.action", { account: partner }));
  return [
    { name: "sharing an image", path: form, shows: seenText(t("sharing.accounts.warning")) },
    {
      name: "sharing an image, with nobody",
      open: submit,
      shows: seenText(t("sharing.accounts.problem.empty")),
    },
    {
      name: "sharing an image, a description that is too long",
      open: (page) =>
        page.getByLabel(t("sharing.description.label")).fill("x".repeat(SHARE_DESCRIPTION_MAX + 1)),
      shows: seenText(t("images.description.tooLong", { count: 1 })),
    },
    {
      name: "sharing an image, outcomes",
      path: form,
      arrange: (page) => fail(page, ({ pathname }) => pathname.endsWith(`/${emptyImage}/access-domains`)),
      open: async (page) => {
        await accounts(page).fill("one\ntwo");
        await submit(page);
      },
      shows: seen("button", t("common.batch.retryFailed", { count: 2 })),
    },
    {
      name: "editing a share",
      path: paths.image(organization, image, "sharing"),
      open: edit,
      shows: seen("dialog", t("sharing.edit.title")),
    },
    {
      name: "editing a share, for ever",
      open: (page) => page.getByRole("checkbox", { name: t("sharing.deadline.forever") }).check(),
      shows: seenText(t("sharing.deadline.never")),
    },
    {
      name: "revoking a share",
      path: paths.image(organization, image, "sharing"),
      open: press(t("sharing.revoke.action", { account: partner })),
      shows: seenText(t("sharing.revoke.keeps")),
    },
  ];
}

function many({ t, organization, image, publicImage }: World): State[] {
  const choose = (path: string, name: string): Pick<State, "path" | "open"> => ({
    path,
    open: (page) => page.getByRole("checkbox", { name }).check(),
  });
  const act = (page: Page, name: string) =>
    seen("region")(page).getByRole("button", { name, exact: true }).click();
  const allShares = choose(paths.shares, t("sharing.ledger.selectPage"));
  return [
    {
      name: "shares, selected",
      ...allShares,
      shows: (page) => page.getByRole("main").getByRole("region"),
    },
    {
      name: "extending shares",
      ...allShares,
      open: async (page) => {
        await allShares.open?.(page);
        await act(page, t("sharing.extend.action"));
      },
      shows: (page) => page.getByRole("dialog").getByLabel(t("sharing.deadline.label")),
    },
    {
      name: "revoking shares",
      ...allShares,
      open: async (page) => {
        await allShares.open?.(page);
        await act(page, t("sharing.revoke.short"));
      },
      shows: seenText(t("sharing.revoke.keeps")),
    },
    {
      name: "sharing many, one of them public",
      path: `${paths.images}?organization=${organization}`,
      open: async (page) => {
        for (const name of [image, publicImage]) {
          await page
            .getByRole("checkbox", { name: t("images.list.select", { image: `${organization}/${name}` }) })
            .check();
        }
        await act(page, t("images.shareChosen"));
      },
      shows: seenText(t("sharing.form.refused", { count: 1, total: 2 })),
    },
  ];
}
