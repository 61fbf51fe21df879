/** What opens over a page and is worked in, as somebody with every right sees it. */
import type { Page } from "@playwright/test";
import { IMAGE_DESCRIPTION_MAX } from "../../core/limits.ts";
import { LOGIN_HEADERS } from "../../core/operations/facts.ts";
import { SESSION_PATH } from "../../core/session.ts";
import { paths } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
import { ADMINISTRATOR } from "../support/service.ts";
import { INDEX_TAG, OTHER_TAG } from "./content.ts";
import { NO_MATCH } from "./pages.ts";
import { inTurn, press, type State, seen, seenText, selectionBar, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

const over = (dialog: string) => `${paths.images}?dialog=${dialog}`;

export function dialogs(world: World): State[] {
  return [...forms(world), ...deletions(world), ...searches(world), ...logins(world), ...exports(world)];
}

function forms({ t, organization, image, emptyImage, long }: World): State[] {
  const edited = paths.image(organization, image);
  const text = (page: Page) => page.getByRole("dialog").getByLabel(t("images.detail.description"));
  return [
    { name: "shortcuts", path: over("shortcuts"), shows: seen("dialog", t("app.shortcuts.title")) },
    { name: "client upload", path: over("client-upload"), shows: seen("figure", t("commands.push")) },
    {
      name: "client upload, without a name",
      open: (page) => page.getByLabel(t("commands.upload.image")).fill(""),
      shows: seenText(t("commands.upload.fill")),
    },
    {
      name: "retention rule, its preview",
      path: `${paths.image(organization, image, "retention")}?dialog=retention`,
      shows: seen("table", t("retention.preview.title")),
    },
    {
      name: "retention rule, a pattern that is none",
      open: (page) => page.getByLabel(t("retention.form.patterns")).fill("["),
      shows: seenText(t("retention.form.pattern.not_re2", { pattern: "[" })),
    },
    { name: "new image", path: paths.newImage, shows: seen("dialog", t("images.create.action")) },
    {
      name: "new image, a name that is refused",
      open: (page) => page.getByLabel(t("images.create.name")).fill("Not Allowed"),
      shows: seenText(t("common.name.image.bad_character")),
    },
    {
      name: "new image, a name that is taken",
      path: `${paths.newImage}?organization=${organization}`,
      open: async (page) => {
        await page.getByLabel(t("images.create.name")).fill(emptyImage);
        await page.keyboard.press("Enter");
      },
      shows: (page) => page.locator("[aria-invalid=true]"),
    },
    {
      name: "new image, a description that is too long",
      path: paths.newImage,
      open: (page) => text(page).fill("x".repeat(IMAGE_DESCRIPTION_MAX + 1_000)),
      shows: seenText(t("images.description.tooLong", { count: 1_000 })),
    },
    {
      name: "new organization",
      path: paths.newOrganization,
      shows: seen("dialog", t("organizations.create.action")),
    },
    {
      name: "new organization, without a name",
      open: (page) => page.getByRole("dialog").getByRole("textbox").press("Enter"),
      shows: seenText(t("common.name.empty")),
    },
    {
      name: "new organization, a long name that is taken",
      open: async (page) => {
        await page.getByRole("dialog").getByRole("textbox").fill(long.organization);
        await page.keyboard.press("Enter");
      },
      shows: (page) => page.locator("[aria-invalid=true]"),
    },
    {
      name: "editing an image",
      path: `${edited}?dialog=edit`,
      shows: seen("dialog", t("images.edit.title")),
    },
    {
      name: "editing an image, to be public",
      open: (page) => page.getByRole("radio", { name: t("images.type.public") }).check(),
      shows: seenText(t("images.edit.publicWarning")),
    },
    {
      name: "editing an image, a description that is too long",
      open: (page) => text(page).fill("x".repeat(IMAGE_DESCRIPTION_MAX + 1)),
      shows: seenText(t("images.description.tooLong", { count: 1 })),
    },
    {
      name: "editing an image, without a description",
      open: (page) => text(page).fill(""),
      shows: seenText(t("images.edit.nothingToPreview")),
    },
    {
      name: "editing an image, not saved",
      arrange: (page) => fail(page),
      open: press(t("images.edit.submit")),
      shows: seen("alert"),
    },
  ];
}

function deletions({ t, organization, image, emptyOrganization }: World): State[] {
  const remove = press(t("images.delete"));
  const asks = seenText(t("common.confirmDelete.goes"));
  const retry = seen("button", t("common.batch.retryFailed", { count: 4 }));
  const tags = (page: Page) => page.getByRole("checkbox", { name: t("tags.selectPage") });
  const confirm = async (page: Page) => {
    await page.getByRole("dialog").getByRole("textbox").fill(image);
    await page.keyboard.press("Enter");
  };
  return [
    {
      name: "two tags selected",
      path: paths.image(organization, image),
      open: async (page) => {
        for (const tag of [TAG, OTHER_TAG])
          await page.getByRole("checkbox", { name: t("tags.select", { tag }) }).check();
      },
      shows: selectionBar,
    },
    {
      name: "deletion of tags",
      path: paths.image(organization, image),
      open: async (page) => {
        await tags(page).check();
        await selectionBar(page)
          .getByRole("button", { name: t("tags.deletion.batch"), exact: true })
          .click();
      },
      shows: (page) => page.getByRole("dialog").getByText(INDEX_TAG).first(),
    },
    {
      name: "deletion of tags, refused",
      arrange: (page) => fail(page),
      open: confirm,
      shows: retry,
    },
    {
      name: "deletion of tags, under way",
      arrange: silence,
      open: (page) => retry(page).click(),
      shows: seen("button", t("common.batch.stop")),
    },
    { name: "deletion of an image", path: paths.image(organization, image), open: remove, shows: asks },
    {
      name: "deletion of an image, refused",
      arrange: (page) => fail(page),
      open: confirm,
      shows: (page) => page.getByRole("dialog").getByRole("alert"),
    },
    { name: "deletion of a tag", path: paths.tag(organization, image, TAG), open: remove, shows: asks },
    {
      name: "deletion of an organization",
      path: paths.organization(emptyOrganization),
      open: press(t("organizations.delete.action")),
      shows: asks,
    },
    {
      name: "deletion of an organization of the list",
      path: paths.organizations,
      open: press(t("organizations.delete.of", { name: emptyOrganization })),
      shows: asks,
    },
  ];
}

/** Of the search for a name. */
export const results = (name: string): State => ({
  name: "search, results",
  path: over("search"),
  open: (page) => page.getByRole("dialog").getByRole("combobox").fill(name),
  shows: seen("option", name),
});

function searches({ t, organization, image }: World): State[] {
  const field = (page: Page) => page.getByRole("dialog").getByRole("combobox");
  return [
    { name: "search", path: over("search"), shows: seen("dialog", t("app.top.search")) },
    results(`${organization}/${image}`),
    {
      name: "search, nothing found",
      open: (page) => field(page).fill(NO_MATCH),
      shows: seenText(t("search.nothing", { text: NO_MATCH })),
    },
    {
      name: "search, failed",
      arrange: (page) => fail(page),
      open: (page) => field(page).fill("other"),
      shows: (page) => page.getByRole("dialog").getByRole("alert"),
    },
  ];
}

/** As after a night with the dialog open. */
const expireLogins = (page: Page) =>
  page.route(/utils\/secret/, async (route) => {
    const response = await route.fetch();
    const headers = {
      ...response.headers(),
      [LOGIN_HEADERS.expiresAt.toLowerCase()]: "2026-01-01T08:00:00.000Z",
    };
    await route.fulfill({ response, headers });
  });

/** Whoever looks at it is one that keeps the access. */
const withoutProgrammaticAccess = (page: Page) =>
  page.route(
    ({ pathname }) => pathname === SESSION_PATH,
    async (route) => {
      const response = await route.fetch();
      const session = await response.json();
      await route.fulfill({ json: { ...session, user: { ...session.user, hasProgrammaticAccess: false } } });
    },
  );

function logins({ t }: World): State[] {
  const command = seen("figure", t("loginCommand.title"));
  const longLived = press(t("loginCommand.longLived.tab"), "tab");
  return [
    { name: "login command", path: over("login-command"), shows: command },
    {
      name: "login command, secret shown",
      open: press(t("common.command.showSecret")),
      shows: (page) => page.getByRole("button", { pressed: true }),
    },
    {
      name: "login command, key kept out of the history",
      open: (page) => page.getByRole("checkbox", { name: t("commands.prompting.choose") }).check(),
      shows: seenText(t("commands.prompting.paste")),
    },
    {
      name: "login command, for Kubernetes",
      open: press("Kubernetes", "tab"),
      shows: seen("figure", t("loginCommand.kubernetes.manifest")),
    },
    {
      name: "login command, to be copied by hand",
      open: async (page) => {
        await page.evaluate(() => {
          document.execCommand = () => false;
          navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
        });
        await press(t("loginCommand.kubernetes.copyManifest"))(page);
      },
      shows: seen("dialog", t("common.copy.byHand")),
    },
    {
      name: "login command, expired",
      path: over("login-command"),
      arrange: expireLogins,
      shows: (page) => page.locator("[inert]").filter({ visible: true }).first(),
    },
    {
      name: "login command, without programmatic access",
      path: over("login-command"),
      arrange: withoutProgrammaticAccess,
      shows: seen("heading", t("loginCommand.noAccess.title", { user: ADMINISTRATOR.user })),
    },
    {
      name: "long-lived login",
      path: over("login-command"),
      open: longLived,
      shows: seen("button", t("loginCommand.longLived.make")),
    },
    {
      name: "long-lived login, without an access key",
      open: press(t("loginCommand.longLived.make")),
      shows: seenText(t("loginCommand.longLived.accessMissing")),
    },
    {
      name: "long-lived login, a file that is none",
      open: (page) =>
        page
          .locator("input[type=file]")
          .setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("name,size") }),
      shows: seenText(t("loginCommand.longLived.problem.columns")),
    },
    {
      name: "long-lived login, made",
      open: async (page) => {
        await page.getByLabel(t("loginCommand.longLived.access")).fill("AKIA0123456789");
        await page.getByLabel(t("loginCommand.longLived.secret"), { exact: true }).fill("a-secret");
        await page.keyboard.press("Enter");
      },
      shows: seen("button", t("loginCommand.longLived.other")),
    },
  ];
}

function exports({ t, organization, image }: World): State[] {
  const row = seen("link", `${organization}/${image}`);
  const begin = (arrange: (page: Page) => Promise<unknown>) =>
    inTurn((page) => row(page).waitFor(), arrange, press(t("common.export.action")));
  return [
    {
      name: "export, under way",
      path: paths.images,
      open: begin(silence),
      shows: seen("progressbar", t("common.export.progress")),
    },
    {
      name: "export, failed",
      path: paths.images,
      open: begin((page) => fail(page)),
      shows: (page) => page.getByRole("dialog").getByRole("button", { name: t("common.retry") }),
    },
  ];
}
