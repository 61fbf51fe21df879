/** Two people side by side: what one grants, changes and takes back, the other can and cannot do, also with a client of its own. */
import { expect, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { TAG } from "./support/image.ts";
import { pushImage } from "./support/pushed-image.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "en-US" });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

test("reading, editing and nothing again on an organization", async ({
  signedInPage: page,
  pageOf,
  service,
  api,
  organization,
  folder,
}) => {
  const user = await api.createUser();
  const login = await (await connect(service, user)).createLogin();
  const { source, address, pull: pullWith } = await pushImage(service, api, `${organization}/web`, folder);
  const push = () => copy(source, address.replace(TAG, "mine"), pushCredentials(login));
  const pull = () => pullWith(login);
  expect((await pull()).code).not.toBe(0);
  const theirs = await pageOf(user);
  await theirs.goto(`${paths.images}?organization=${organization}`);
  await expect(theirs.getByRole("heading", { name: "No image matches" })).toBeVisible();

  await page.goto(paths.organization(organization, "users"));
  await page.getByRole("button", { name: "Add permission" }).click();
  const drawer = page.getByRole("dialog", { name: "Add permission" });
  await drawer.getByRole("combobox", { name: "Users" }).fill(user.user);
  await page.getByTitle(user.user, { exact: true }).click();
  await drawer.getByRole("button", { name: "Grant", exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(user.user) });
  await expect(row.getByRole("combobox")).toHaveText("Read");
  expect((await pull()).output).toContain("Writing manifest");
  expect((await push()).output).toMatch(/denied|requested access/);
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: `${organization}/web` })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Upload", exact: true })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  await choose(page, `Permission of ${user.user}`, "Edit");
  await expect(row.getByText("Organization: Edit")).toBeVisible();
  expect((await push()).output).toContain("Writing manifest");

  await row.getByRole("button", { name: `Remove the permission of ${user.user}` }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(user.user);
  await asked.getByRole("button", { name: "Remove permission" }).click();
  await expect(row).toHaveCount(0);
  expect((await pull()).code).not.toBe(0);
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "No image matches" })).toBeVisible();
});

test("managing one image grants on it alone, and uploads nothing", async ({
  signedInPage: page,
  pageOf,
  api,
  organization,
}) => {
  await api.createImage(organization, { repository: "web" });
  const [manager, reader] = [await api.createUser(), await api.createUser()];
  await api.grant(manager, 7, organization, "web");

  const theirs = await pageOf(manager);
  await theirs.goto(`${paths.images}?organization=${organization}`);
  const upload = theirs.getByRole("button", { name: "Upload", exact: true });
  await expect(upload).toHaveAttribute("aria-disabled", "true");
  await upload.focus();
  await expect(theirs.getByText("that on single images is not enough")).toBeVisible();

  await theirs.goto(paths.image(organization, "web", "permissions"));
  const own = theirs.getByRole("button", { name: `Remove the permission of ${manager.user}` });
  await expect(own).toHaveAttribute("aria-disabled", "true");
  await theirs.getByRole("button", { name: "Add permission" }).click();
  const drawer = theirs.getByRole("dialog", { name: "Add permission" });
  // By the keyboard: found, chosen, given the next level.
  await drawer.getByRole("combobox", { name: "Users" }).fill(reader.user);
  await expect(theirs.getByTitle(reader.user, { exact: true })).toBeVisible();
  await theirs.keyboard.press("Enter");
  await drawer.getByRole("radio", { name: "Read" }).focus();
  await theirs.keyboard.press("ArrowRight");
  await drawer.getByRole("button", { name: "Grant", exact: true }).click();

  // The administrator sees it, and takes both back at once.
  await page.goto(paths.image(organization, "web", "permissions"));
  await expect(page.getByRole("row", { name: new RegExp(reader.user) })).toContainText("This image: Edit");
  for (const { user } of [manager, reader]) {
    await page.getByRole("checkbox", { name: `Select ${user}` }).check();
  }
  await page
    .getByRole("region", { name: "2 users selected" })
    .getByRole("button", { name: "Remove permission" })
    .click();
  const asked = page.getByRole("dialog", { name: "Remove the permissions of 2 users" });
  await expect(asked.getByRole("listitem")).toHaveCount(2);
  await asked.getByRole("button", { name: "Remove permission" }).click();
  await expect(page.getByRole("row", { name: new RegExp(reader.user) })).toHaveCount(0);

  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "No such image" })).toBeVisible();
});
