/** What the console looks like while the service does not answer, or cannot. */
import type { Page } from "@playwright/test";
import { SWR_CODES } from "../../core/error-codes.ts";
import { SESSION_PATH } from "../../core/session.ts";
import { paths } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
import { OTHER_TAG } from "./content.ts";
import { type Sight, type State, seen, seenText, type World } from "./state.ts";

/** The session is answered all the same, as there is no page without it. */
const isCall = ({ pathname }: URL) => pathname.startsWith("/api/") && pathname !== SESSION_PATH;
const isSession = ({ pathname }: URL) => pathname === SESSION_PATH;

const silent = new WeakSet<Page>();

/** Requests are held back without an answer, and dropped when the page is left. */
export const silence = (page: Page, which = isCall) => {
  silent.add(page);
  return page.route(which, (route) =>
    page.waitForEvent("framenavigated", { timeout: 0 }).then(
      () => route.abort(),
      // The last one's page is closed.
      () => undefined,
    ),
  );
};

/**
 * Leaves the page if it has requests held back, which would otherwise be sent later. Only then, as going by an empty
 * page starts another process of the browser each time, a third of the whole run.
 */
export async function endSilence(page: Page): Promise<void> {
  if (silent.delete(page)) await page.goto("about:blank");
}

/** Answers 501, as reads that fail otherwise are tried again, which takes seconds. */
export const fail = (page: Page, which = isCall) =>
  page.route(which, (route) =>
    route.fulfill({
      status: 501,
      json: { error_code: "SVCSTG.SWR.5010001", request_id: "0123456789abcdef" },
    }),
  );

export function loading({ t, organization, image }: World): State[] {
  const name = `${organization}/${image}`;
  const compared = `?from=${TAG}&to=${OTHER_TAG}`;
  const waiting = (what: string, path: string, shows: Sight): State => ({
    name: `${what}, loading`,
    path,
    arrange: silence,
    shows,
    loading: true,
  });
  const page = (what: string, path: string, title: string) => waiting(what, path, seen("heading", title));
  const dialog = (what: string, title: string) =>
    waiting(what, `${paths.images}?dialog=${what}`, seen("dialog", title));
  return [
    page("overview", paths.overview, t("app.nav.overview")),
    page("images", paths.images, t("images.title")),
    page("image", paths.image(organization, image), name),
    page("image's description", paths.image(organization, image, "description"), name),
    page("image's guide", paths.image(organization, image, "guide"), name),
    page("tag", paths.tag(organization, image, TAG), `${name}:${TAG}`),
    page("comparison", paths.compareTags(organization, image) + compared, t("compare.title")),
    page("image's triggers", paths.image(organization, image, "triggers"), name),
    page("trigger", paths.trigger(organization, image, "any"), name),
    page("triggers", paths.triggers(), t("triggers.title")),
    page("clusters", paths.clusters, t("clusters.title")),
    page("organizations", paths.organizations, t("organizations.title")),
    page("organization", paths.organization(organization), organization),
    page("permissions", paths.organization(organization, "users"), organization),
    page("credentials", paths.credentials, t("credentials.title")),
    page("API reference", paths.apiReference, t("app.help.api")),
    dialog("login-command", t("loginCommand.title")),
    dialog("client-upload", t("images.clientUpload")),
    dialog("upload", t("upload.dialog.title")),
  ];
}

export function failing({ t, organization, image }: World): State[] {
  const failed = (page: Page) =>
    page
      .getByRole("alert")
      .filter({ hasText: t("common.error.title") })
      .first();
  const page = (what: string, path: string): State => ({
    name: `${what}, failed`,
    path,
    arrange: fail,
    shows: failed,
  });
  return [
    page("overview", paths.overview),
    page("images", paths.images),
    page("image", paths.image(organization, image)),
    page("image's triggers", paths.image(organization, image, "triggers")),
    page("triggers", paths.triggers()),
    page("clusters", paths.clusters),
    page("permissions", paths.image(organization, image, "permissions")),
    {
      name: "login-command, failed",
      path: `${paths.images}?dialog=login-command`,
      arrange: fail,
      shows: (page) => seen("dialog")(page).getByRole("alert"),
    },
    {
      name: "who is signed in, failed",
      path: paths.images,
      arrange: (page) => fail(page, isSession),
      shows: failed,
    },
    {
      name: "images, on a full disk",
      path: paths.images,
      arrange: (page) =>
        page.route("/healthz", (route) =>
          route.fulfill({
            status: 507,
            json: { error_code: `SVCSTG.SWR.${SWR_CODES.storageUnavailable}`, error_msg: "the disk is full" },
          }),
        ),
      shows: seenText(t("app.disk.full")),
    },
    {
      name: "images, before the connection is lost",
      path: paths.images,
      shows: seen("link", `${organization}/${image}`),
    },
    {
      name: "images, no connection",
      arrange: (page) => page.context().setOffline(true),
      open: (page) => page.getByRole("searchbox").fill("other"),
      shows: failed,
    },
  ];
}

/** The session is over while a person works. */
const ends = (code: number) => (page: Page) =>
  page.route(isCall, (route) => route.fulfill({ status: 401, json: { error_code: `SVCSTG.SWR.${code}` } }));

export function sessionEnded({ t }: World): State[] {
  return [
    {
      name: "signing in again, after the user was disabled",
      path: paths.images,
      arrange: ends(SWR_CODES.endedByDisabling),
      shows: seenText(t("error.c4019902")),
      loading: true,
    },
    {
      name: "signing in again, with somebody else signed in",
      path: paths.images,
      arrange: ends(SWR_CODES.endedByOtherUser),
      shows: seen("button", t("session.again.other")),
      loading: true,
    },
    {
      name: "signing in again",
      path: paths.images,
      arrange: (page) => page.route(isCall, (route) => route.fulfill({ status: 401 })),
      shows: seen("dialog", t("session.again.title")),
      loading: true,
    },
    {
      name: "signing in again, refused",
      open: async (page) => {
        await page.getByLabel(t("session.password")).fill("not-the-password");
        await page
          .getByRole("dialog")
          .getByRole("button", { name: t("session.submit") })
          .click();
      },
      shows: seenText(t("session.wrong")),
      loading: true,
    },
  ];
}
