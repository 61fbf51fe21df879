/** The account's users, as an administrator sees and changes them. No state makes, changes or deletes one. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { ADMINISTRATOR } from "../support/service.ts";
import { NO_MATCH } from "./pages.ts";
import { inTurn, press, type State, seen, seenText, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

export function users(world: World): State[] {
  return [...list(world), ...forms(world), ...changes(world)];
}

const inDialog = (page: Page) => page.getByRole("dialog");

/** Changes never reach the service: the page gets the answers it would give. */
const pretend = (page: Page) =>
  page.route(/OS-USER/, (route) =>
    route.request().method() === "GET" ? route.fallback() : route.fulfill({ json: { user: {} } }),
  );

const choose = ({ t }: World, name: string, entry: string) =>
  inTurn(press(t("users.more", { name })), (page) =>
    page.getByRole("menuitem", { name: entry, exact: true }).click(),
  );

function list(world: World): State[] {
  const { t, member, candidate } = world;
  return [
    { name: "users", path: paths.users, shows: seenText(member) },
    {
      name: "users, nothing matches",
      path: `${paths.users}?q=${NO_MATCH}`,
      shows: seen("heading", t("users.nothingMatches.title")),
    },
    {
      name: "users, two selected",
      path: paths.users,
      open: async (page) => {
        for (const name of [member, candidate])
          await page.getByRole("checkbox", { name: t("users.select", { name }) }).check();
      },
      shows: seen("region", t("users.selected", { count: 2 })),
    },
    {
      name: "users, all selected but oneself",
      open: (page) => page.getByRole("checkbox", { name: t("users.selectAll") }).check(),
      shows: (page) =>
        page
          .getByRole("checkbox", { name: t("users.select", { name: ADMINISTRATOR.user }), checked: false })
          .and(page.getByTitle(t("users.selectSelf"))),
    },
    {
      name: "menu of a user",
      path: paths.users,
      open: press(t("users.more", { name: member })),
      shows: seen("menuitem", t("users.delete.action")),
    },
    {
      name: "menu of oneself",
      path: paths.users,
      open: press(t("users.more", { name: ADMINISTRATOR.user })),
      shows: seenText(t("users.delete.self")),
    },
  ];
}

function forms(world: World): State[] {
  const { t, member } = world;
  const name = (page: Page) => inDialog(page).getByLabel(t("users.column.name"));
  const typed = (page: Page) =>
    inDialog(page)
      .getByRole("radio", { name: t("users.password.typed") })
      .check();
  const submit = (label: string) => (page: Page) =>
    inDialog(page).getByRole("button", { name: label }).click();
  const shown = seen("figure");
  return [
    { name: "new user", path: paths.newUser, shows: seen("dialog", t("users.create.action")) },
    {
      name: "new user, nothing filled in",
      open: inTurn(typed, submit(t("users.create.submit"))),
      shows: seenText(t("users.form.problem.empty")),
    },
    {
      name: "new user, a name that is taken",
      path: paths.newUser,
      open: async (page) => {
        await name(page).fill(member);
        await page.keyboard.press("Enter");
      },
      shows: seenText(t("users.form.problem.taken")),
    },
    {
      name: "new user, not made",
      arrange: (page) => fail(page),
      open: async (page) => {
        await name(page).fill("not-made");
        await page.keyboard.press("Enter");
      },
      shows: (page) => inDialog(page).getByRole("alert"),
    },
    {
      name: "new user, made",
      path: paths.newUser,
      arrange: pretend,
      open: async (page) => {
        await name(page).fill(`made${"x".repeat(60)}`);
        await page.keyboard.press("Enter");
      },
      shows: shown,
    },
    {
      name: "editing a user",
      path: paths.users,
      open: choose(world, member, t("users.edit.action")),
      shows: seen("dialog", t("users.edit.title", { name: member })),
    },
    {
      name: "editing oneself",
      path: paths.users,
      open: choose(world, ADMINISTRATOR.user, t("users.edit.action")),
      shows: seenText(t("users.edit.self")),
    },
    {
      name: "resetting a password",
      path: paths.users,
      open: choose(world, member, t("users.reset.action")),
      shows: seenText(t("users.reset.ends")),
    },
    {
      name: "resetting a password, done",
      arrange: pretend,
      open: submit(t("users.reset.submit")),
      shows: shown,
    },
  ];
}

function changes(world: World): State[] {
  const { t, member } = world;
  const retry = seen("button", t("common.batch.retryFailed", { count: 1 }));
  const confirm = async (page: Page) => {
    await inDialog(page).getByRole("textbox").fill(member);
    await page.keyboard.press("Enter");
  };
  return [
    {
      name: "disabling a user",
      path: paths.users,
      open: choose(world, member, t("users.disable.action")),
      shows: seenText(t("users.disable.ends")),
    },
    {
      name: "deletion of a user",
      path: paths.users,
      open: choose(world, member, t("users.delete.action")),
      shows: seenText(t("users.delete.stays")),
    },
    { name: "deletion of a user, refused", arrange: (page) => fail(page), open: confirm, shows: retry },
    {
      name: "deletion of a user, under way",
      arrange: (page) => silence(page),
      open: (page) => retry(page).click(),
      shows: seen("button", t("common.batch.stop")),
    },
  ];
}
