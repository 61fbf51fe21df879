/** My images: one is created, lists are filtered and shown as wanted, many are deleted, all are exported. */
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { startSession } from "./support/sign-in.ts";

test.use({ locale: "en-US" });

test("creates an image, which is then listed", async ({ signedInPage: page, organization }) => {
  await page.goto(`${paths.images}?organization=${organization}`);
  await page.getByRole("button", { name: "Create image" }).click();
  const form = page.getByRole("dialog", { name: "Create image" });
  await expect(form.getByRole("combobox", { name: "Organization" })).toBeVisible();
  const name = form.getByLabel("Image name");
  await name.fill("Team/API");
  await expect(name).toHaveAccessibleDescription(/Only lower-case letters/);
  await name.fill("team/api");
  await form.getByRole("radio", { name: "Public" }).check();
  await form.getByLabel("Category").click();
  await page.getByRole("option", { name: "Database" }).click();
  await form.getByLabel("Description").fill("Keeps the orders.");
  await form.getByRole("button", { name: "Create image" }).click();

  await expect(page.getByRole("heading", { name: `${organization}/team/api` })).toBeVisible();
  await expect(page.getByText("Database", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Description" }).click();
  await expect(page.getByRole("article", { name: "Description" })).toContainText("Keeps the orders.");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "My images" }).click();
  await page.getByLabel("Filter by name").fill("team/api");
  const row = page.getByRole("row", { name: `${organization}/team/api` });
  await expect(row).toContainText("Public");
});

test("a name that is taken is refused at the name", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "taken" });
  await page.goto(`${paths.newImage}?organization=${organization}`);
  const form = page.getByRole("dialog", { name: "Create image" });
  await form.getByLabel("Image name").fill("taken");
  await form.getByRole("button", { name: "Create image" }).click();
  await expect(form.getByLabel("Image name")).toBeFocused();
  await expect(form.getByLabel("Image name")).toHaveAccessibleDescription(/exists/);
});

test("filters are kept in the address, and can be cleared", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  await api.createImage(organization, { repository: "web", is_public: true });
  await api.createImage(organization, { repository: "web-worker", category: "linux" });
  await api.createImage(organization, { repository: "store", category: "database" });
  await page.goto(`${paths.images}?organization=${organization}`);
  const names = page.getByRole("table", { name: "My images" }).getByRole("link");
  await expect(names).toHaveCount(3);

  await page.getByLabel("Filter by name").fill("web");
  await expect(names).toHaveCount(2);
  await page.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "Private" }).click();
  await expect(names).toHaveText([/web-worker/]);
  const query = new URL(page.url()).searchParams;
  expect(Object.fromEntries(query)).toEqual({ organization, name: "web", type: "private" });

  await page.reload();
  await expect(names).toHaveText([/web-worker/]);
  await page.getByRole("combobox", { name: "Category" }).click();
  await page.getByRole("option", { name: "Database" }).click();
  await expect(page.getByRole("heading", { name: "No image matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(names.first()).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("columns are chosen once and for all", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  // Room for all of them.
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.goto(paths.images);
  const category = page.getByRole("columnheader", { name: "Category" });
  const box = page.getByRole("checkbox", { name: "Category" });
  await page.getByRole("button", { name: "Table settings" }).click();
  await box.setChecked(!(await box.isChecked()));
  const shown = await box.isChecked();
  await page.getByRole("checkbox", { name: "Updated" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await expect(page.getByRole("columnheader", { name: "Updated" })).toHaveCount(0);
  await expect(category).toHaveCount(shown ? 1 : 0);

  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Size" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Updated" })).toHaveCount(0);
  await expect(category).toHaveCount(shown ? 1 : 0);
});

test("many are deleted, and what is refused is said and stays", async ({
  page,
  service,
  api,
  organization,
}) => {
  const user = await api.createUser();
  await api.grant(user, 1, organization);
  for (const repository of ["one", "two", "kept"]) await api.createImage(organization, { repository });
  for (const image of ["one", "two", "kept"]) await api.grant(user, 7, organization, image);

  await startSession(page, service, user);
  // Public images of other tests are the user's to see as well.
  await page.goto(`${paths.images}?organization=${organization}`);
  await page.getByRole("checkbox", { name: "Select all images on this page" }).check();
  // Lost after the page was told of it: what is known to be refused cannot be begun.
  await api.revoke(user, organization, "kept");
  await page
    .getByRole("region", { name: "3 images selected" })
    .getByRole("button", { name: "Delete" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Delete 3 images" });
  await expect(dialog.getByRole("button", { name: "Delete 3 images" })).toBeDisabled();
  await dialog.getByLabel("Type 3 to confirm").fill("3");
  await dialog.getByRole("button", { name: "Delete 3 images" }).click();

  const outcomes = dialog.getByRole("list", { name: "Outcome of each" }).getByRole("listitem");
  await expect(dialog.getByRole("status")).toHaveText("2 done, 1 failed, 0 not begun");
  await expect(outcomes.first()).toContainText(`${organization}/kept`);
  await expect(outcomes.first()).toContainText("You may not manage this image");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  const names = page.getByRole("table", { name: "My images" }).getByRole("link");
  await expect(names).toHaveText([/kept/]);
  await expect(page.getByRole("checkbox", { name: `Select ${organization}/kept` })).toBeChecked();

  // Once the right is there, what was left can be tried again without choosing anew.
  await page
    .getByRole("region", { name: "1 image selected" })
    .getByRole("button", { name: "Delete" })
    .click();
  const again = page.getByRole("dialog", { name: "Delete image" });
  await again.getByLabel(`Type ${organization}/kept to confirm`).fill(`${organization}/kept`);
  await again.getByRole("button", { name: "Delete image" }).click();
  await expect(again.getByText("0 done, 1 failed, 0 not begun")).toBeVisible();
  await api.grant(user, 7, organization, "kept");
  await again.getByRole("button", { name: "Retry 1 failed" }).click();
  await expect(again).toHaveCount(0);
  await expect(names).toHaveCount(0);
});

test("exports what matches as a file for spreadsheets", async ({
  signedInPage: page,
  api,
  organization,
  folder,
}) => {
  for (const number of [1, 2, 3]) {
    await api.createImage(organization, {
      repository: `line-${number}`,
      category: "database",
      description: `says "${number}", and\nmore`,
    });
  }
  await api.createImage(organization, { repository: "other" });
  await page.goto(`${paths.images}?organization=${organization}&name=line`);
  await expect(page.getByRole("table", { name: "My images" }).getByRole("link")).toHaveCount(3);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^images-\d{4}-\d\d-\d\d\.csv$/);
  await file.saveAs(`${folder}/images.csv`);
  const text = await readFile(`${folder}/images.csv`, "utf8");
  // With the mark by which spreadsheets know the encoding.
  expect(text).toMatch(
    /^\uFEFForganization,image,type,category,tags,size_bytes,pulls,created,updated,description\r\n/,
  );
  for (const number of [1, 2, 3]) {
    expect(text).toContain(`${organization},line-${number},private,database,0,0,0,`);
    expect(text).toContain(`"says ""${number}"", and\nmore"`);
  }
  expect(text).not.toContain("other");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("on a phone a page's buttons stand in one line, which begins where its title does", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  await api.createImage(organization, { repository: "app" });
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of [paths.images, paths.image(organization, "app")]) {
    await page.goto(path);
    const heading = page.getByRole("heading", { level: 1 });
    const buttons = page.locator("main header").getByRole("button");
    await expect(buttons.last()).toBeVisible();
    const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()));
    // Without the one that copies the name, beside it.
    const below = boxes.filter((box) => box && box.height > 30);
    expect(new Set(below.map((box) => box?.y)).size).toBe(1);
    expect(below[0]?.x).toBe((await heading.boundingBox())?.x);
  }
});

test("a list prints as a whole, without the navigation", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  for (let number = 1; number <= 20; number++)
    await api.createImage(organization, { repository: `app-${number}` });
  await page.goto(`${paths.images}?organization=${organization}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("row")).toHaveCount(21);
  const hidden = () => main.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(await hidden()).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  // Parts of a pixel are rounded up.
  expect(await hidden()).toBeLessThanOrEqual(1);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
});

test("the name of a short organization leaves no gap before its image's", async ({
  signedInPage: page,
  api,
}) => {
  for (const name of ["x", "four"]) {
    await api.createOrganization(name);
    await api.createImage(name, { repository: "gapless" });
  }
  await page.setViewportSize({ width: 1600, height: 800 });
  await page.goto(`${paths.images}?name=gapless`);
  const perCharacter = async (name: string) => {
    const box = await page.getByRole("link", { name, exact: true }).boundingBox();
    return (box?.width ?? 0) / name.length;
  };
  expect(await perCharacter("x/gapless")).toBeCloseTo(await perCharacter("four/gapless"), 1);
});

test("on laptops the names of images have room", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  await page.goto(`${paths.images}?organization=${organization}`);
  const heading = page.getByRole("columnheader", { name: "Image", exact: true });
  for (const width of [1280, 1366, 1440, 1536]) {
    await page.setViewportSize({ width, height: 800 });
    expect((await heading.boundingBox())?.width, `${width} px`).toBeGreaterThan(180);
  }
});
