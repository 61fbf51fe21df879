/** Two people side by side: an administrator makes a user, changes what they may and ends it; the other comes, works, is out. */
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect, type User } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { dockerEnv, run } from "./support/run.ts";
import { ADMINISTRATOR, type Service } from "./support/service.ts";
import { startSession } from "./support/sign-in.ts";

test.use({ locale: "en-US", permissions: ["clipboard-read", "clipboard-write"] });

/** A browser of somebody else's. */
function stranger(browser: Browser, service: Service): Promise<Page> {
  return browser.newPage({ baseURL: service.origin, locale: "en-US" });
}

async function signIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel("Account").fill(ADMINISTRATOR.account);
  await page.getByLabel("User").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function choose(page: Page, user: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `More actions for user ${user}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

async function generated(page: Page, drawer: Locator): Promise<string> {
  await drawer.getByRole("button", { name: "Copy password" }).click();
  const password = await page.evaluate(() => navigator.clipboard.readText());
  await drawer.getByRole("button", { name: "Done" }).click();
  await expect(drawer).toBeHidden();
  return password;
}

/** What docker says to a temporary login that the user made. */
async function dockerLogin(service: Service, folder: string, login: { user: string; password: string }) {
  const args = ["login", "-u", login.user, "-p", login.password, service.host];
  return await run("docker", args, dockerEnv(folder));
}

test("made, signed in, disabled in the middle of work, enabled, given another password", async ({
  signedInPage: page,
  browser,
  service,
}) => {
  const name = `dev-${process.pid}`;
  await page.goto(paths.overview);
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("menuitem", { name: "Users" }).click();
  await page.getByRole("button", { name: "Create user" }).click();
  const drawer = page.getByRole("dialog", { name: "Create user" });
  await drawer.getByLabel("User name").fill(name);
  await page.keyboard.press("Enter");
  const password = await generated(page, drawer);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Never");

  const theirs = await stranger(browser, service);
  await theirs.goto("/");
  await signIn(theirs, name, password);
  await expect(theirs.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.reload();
  await expect(row).not.toContainText("Never");

  await choose(page, name, "Disable");
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(row).toContainText("Disabled");
  await theirs.getByRole("link", { name: "Organizations" }).first().click();
  const again = theirs.getByRole("dialog", { name: "Your session has ended" });
  await expect(again).toContainText("Your user has been disabled.");
  await again.getByLabel("Password").fill(password);
  await theirs.keyboard.press("Enter");
  await expect(again.getByRole("alert")).toContainText("disabled");

  await choose(page, name, "Enable");
  await expect(row).not.toContainText("Disabled");
  await again.getByLabel("Password").fill(password);
  await theirs.keyboard.press("Enter");
  await expect(again).toBeHidden();
  await expect(theirs.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();

  await choose(page, name, "Reset password");
  const reset = page.getByRole("dialog", { name: `Reset the password of ${name}` });
  await reset.getByRole("button", { name: "Reset password" }).click();
  const next = await generated(page, reset);
  await theirs.getByRole("link", { name: "My images" }).first().click();
  await expect(again).toContainText("Sign in with the new one.");
  await again.getByLabel("Password").fill(next);
  await theirs.keyboard.press("Enter");
  await expect(again).toBeHidden();
});

test("access by programs alone, by the console alone, and none", async ({
  signedInPage: page,
  browser,
  service,
  api,
  folder,
}) => {
  const user: User = await api.createUser();
  const login = await (await connect(service, user)).createLogin();
  expect((await dockerLogin(service, folder, login)).output).toContain("Login Succeeded");
  const give = async (access: string) => {
    await page.goto(paths.editUser(user.id));
    const drawer = page.getByRole("dialog", { name: `Edit user ${user.user}` });
    await drawer.getByRole("radio", { name: access, exact: true }).check();
    await drawer.getByRole("button", { name: "Save changes" }).click();
    await expect(drawer).toBeHidden();
  };

  await give("Console");
  const refused = await dockerLogin(service, folder, login);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("denied: Authenticate Error");

  await give("Programmatic");
  expect((await dockerLogin(service, folder, login)).output).toContain("Login Succeeded");
  const theirs = await stranger(browser, service);
  await theirs.goto("/");
  await signIn(theirs, user.user, user.password);
  await expect(theirs.getByRole("alert")).toContainText("no access to the console");

  await choose(page, user.user, "Delete");
  const asked = page.getByRole("dialog", { name: `Delete user ${user.user}` });
  await expect(asked).toContainText("1 temporary login");
  await asked.getByRole("textbox").fill(user.user);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(user.user) })).toHaveCount(0);
  expect((await dockerLogin(service, folder, login)).output).toContain("denied: Authenticate Error");
});

test("many at once, by the keyboard", async ({ signedInPage: page, api }) => {
  const users = [await api.createUser(), await api.createUser()];
  await page.goto(paths.users);
  for (const { user } of users) {
    await page.getByRole("checkbox", { name: `Select user ${user}`, exact: true }).focus();
    await page.keyboard.press("Space");
  }
  const bar = page.getByRole("region", { name: "2 users selected" });
  const act = async (action: string) => {
    await bar.getByRole("button", { name: action }).focus();
    await page.keyboard.press("Enter");
  };
  await act("Disable");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Disable" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const { user } of users)
    await expect(page.getByRole("row", { name: new RegExp(user) })).toContainText("Disabled");
  await act("Delete");
  await expect(page.getByLabel("Type 2 to confirm")).toBeFocused();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  for (const { user } of users)
    await expect(page.getByRole("row", { name: new RegExp(user) })).toHaveCount(0);
});

test("who is no administrator is told so, and has no way there", async ({ page, service, api }) => {
  await startSession(page, service, await api.createUser());
  await page.goto(paths.users);
  await expect(page.getByRole("heading", { name: "Only administrators manage users" })).toBeVisible();
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "My credentials" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Users" })).toHaveCount(0);
});
