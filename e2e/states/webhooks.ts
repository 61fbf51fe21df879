/** Webhooks of an image and of an organization, and what they sent. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { GONE } from "./content.ts";
import { NO_MATCH } from "./pages.ts";
import { inTurn, press, type State, seen, seenText, selectionBar, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

const isWebhooks = ({ pathname }: URL) => pathname.startsWith("/api/webhooks");
const isLedger = ({ pathname }: URL) => pathname === "/api/account-webhooks";

export function webhooks(world: World): State[] {
  return [...shown(world), ...set(world), ...sent(world), ...ofAccount(world)];
}

const tabOf = ({ organization, image }: World) => paths.image(organization, image, "triggers");
const menuOf = ({ t, webhook }: World) => press(t("webhooks.more", { name: webhook }));

function shown(world: World): State[] {
  const { t, organization, emptyImage, webhook } = world;
  const ofOrganization = paths.organization(organization, "webhooks");
  return [
    {
      name: "image, no webhooks",
      path: paths.image(organization, emptyImage, "triggers"),
      shows: seen("heading", t("webhooks.none.title")),
    },
    { name: "image, webhooks", path: tabOf(world), shows: seen("link", webhook) },
    { name: "webhook, menu", open: menuOf(world), shows: seen("menuitem", t("webhooks.rotate.title")) },
    {
      name: "organization, no webhooks",
      path: ofOrganization,
      shows: seen("heading", t("webhooks.none.title")),
    },
    {
      name: "webhooks, loading",
      path: ofOrganization,
      arrange: silence,
      shows: seenText(t("webhooks.introOrganization")),
      loading: true,
    },
    {
      name: "webhooks, failing",
      path: ofOrganization,
      arrange: (page) => fail(page, isWebhooks),
      shows: seen("alert"),
    },
  ];
}

function set(world: World): State[] {
  const { t, organization, publicImage, webhook } = world;
  const dialog = seen("dialog");
  const submit = (page: Page) =>
    dialog(page)
      .getByRole("button", { name: t("webhooks.form.submit") })
      .click();
  const fill = (label: string, value: string) => (page: Page) =>
    dialog(page).getByLabel(label, { exact: true }).fill(value);
  return [
    {
      name: "new webhook",
      path: `${paths.image(organization, publicImage, "triggers")}?dialog=webhook`,
      shows: seen("dialog", t("webhooks.add")),
    },
    { name: "new webhook, nothing entered", open: submit, shows: seenText(t("webhooks.form.url.empty")) },
    {
      name: "new webhook, an address inside",
      open: inTurn(
        fill(t("webhooks.column.name"), "builds"),
        fill(t("webhooks.column.url"), "http://10.0.0.1/hook"),
        submit,
      ),
      shows: seenText("SWR_OUTBOUND_ALLOW"),
    },
    {
      name: "new webhook, no event",
      open: (page) => dialog(page).getByRole("checkbox").first().uncheck(),
      shows: seenText(t("webhooks.form.noEvent")),
    },
    {
      name: "new webhook, its secret",
      open: inTurn(
        (page) => dialog(page).getByRole("checkbox").first().check(),
        fill(t("webhooks.column.url"), world.receiver),
        submit,
      ),
      shows: seenText(t("webhooks.secret.once")),
    },
    {
      name: "webhook, to change",
      path: tabOf(world),
      open: inTurn(menuOf(world), press(t("webhooks.edit"), "menuitem")),
      shows: seen("dialog", t("webhooks.edit")),
    },
    {
      name: "webhook, a pattern that some tags match",
      open: async (page) => {
        await dialog(page).getByText(t("condition.type.regular"), { exact: true }).click();
        await dialog(page).getByLabel(t("condition.pattern"), { exact: true }).fill("1.*");
      },
      shows: seenText(t("condition.understood.regular")),
    },
    {
      name: "webhook, a new secret to ask for",
      path: tabOf(world),
      open: inTurn(menuOf(world), press(t("webhooks.rotate.title"), "menuitem")),
      shows: seen("dialog", t("webhooks.rotate.of", { name: webhook })),
    },
    {
      name: "webhook, to delete",
      path: tabOf(world),
      open: inTurn(menuOf(world), press(t("images.delete"), "menuitem")),
      shows: seen("dialog", t("webhooks.delete.title", { name: webhook })),
    },
  ];
}

function sent(world: World): State[] {
  const { t, webhook } = world;
  const dialog = seen("dialog", webhook);
  return [
    {
      name: "deliveries",
      path: tabOf(world),
      open: (page) => seen("link", webhook)(page).click(),
      shows: seen("button", t("webhooks.redeliver.action")),
    },
    {
      name: "delivery, what was sent and answered",
      open: (page) => dialog(page).getByRole("button", { expanded: false }).first().click(),
      shows: seen("heading", t("webhooks.request")),
    },
    {
      name: "deliveries, none in this state",
      open: (page) => dialog(page).getByText(t("webhooks.filter.waiting"), { exact: true }).click(),
      shows: seen("heading", t("webhooks.deliveries.noMatch")),
    },
    {
      name: "test event, refused by the service",
      arrange: (page) => fail(page, ({ pathname }) => pathname.endsWith("/test")),
      open: (page) =>
        dialog(page)
          .getByRole("button", { name: t("webhooks.test") })
          .click(),
      shows: seen("alert"),
    },
    {
      name: "test event, on its way",
      arrange: silence,
      open: (page) =>
        dialog(page)
          .getByRole("button", { name: t("webhooks.test") })
          .click(),
      shows: seen("button", t("webhooks.test")),
      loading: true,
    },
  ];
}

function ofAccount(world: World): State[] {
  const { t, webhook } = world;
  const failed = (page: Page) => page.getByRole("alert").filter({ hasText: t("common.error.title") });
  return [
    { name: "all webhooks", path: paths.webhooks("trouble"), shows: seen("link", GONE) },
    {
      name: "all webhooks, selected",
      open: (page) => page.getByRole("checkbox", { name: t("webhooks.ledger.selectPage") }).check(),
      shows: selectionBar,
    },
    {
      name: "all webhooks, redelivered in vain",
      open: press(t("webhooks.ledger.redeliver")),
      shows: (page) => page.getByRole("dialog").getByText(t("webhooks.reason.gone")),
    },
    {
      name: "all webhooks, of one organization",
      path: `${paths.webhooks()}?organization=${world.organization}`,
      shows: seen("link", webhook),
    },
    {
      name: "all webhooks, nothing matches",
      path: `${paths.webhooks()}?image=${NO_MATCH}`,
      shows: seen("heading", t("webhooks.ledger.nothingMatches")),
    },
    {
      name: "all webhooks, loading",
      path: paths.webhooks(),
      arrange: silence,
      shows: seen("heading", t("webhooks.title")),
      loading: true,
    },
    {
      name: "all webhooks, failed",
      path: paths.webhooks(),
      arrange: (page) => fail(page, isLedger),
      shows: failed,
    },
  ];
}
