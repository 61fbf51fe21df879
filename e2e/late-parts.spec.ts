/** Parts of the console that cannot be fetched when they are wanted: without a connection, and after a new build. */
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { type Front, startFront } from "./support/front.ts";
import { makeDockerArchive, makeImage } from "./support/image.ts";
import type { Service } from "./support/service.ts";
import { startSession } from "./support/sign-in.ts";

test.use({ locale: "en-US" });

const offline = (page: Page) => page.getByRole("alert").filter({ hasText: "The service cannot be reached" });
const replaced = (page: Page) => page.getByRole("alert").filter({ hasText: "There is a new version" });

async function openImages(page: Page): Promise<void> {
  await page.goto(paths.images);
  await expect(page.getByRole("heading", { name: "My images", exact: true })).toBeVisible();
  // What the browser fetches ahead must have come, or it would say nothing of what is fetched late.
  await page.waitForLoadState("networkidle");
}

test.describe("without a connection", () => {
  test("a page says so, and comes by itself", async ({ signedInPage: page, context, organization }) => {
    await openImages(page);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Organizations" }).click();
    await expect(offline(page)).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();
    await expect(offline(page)).toBeHidden();
    // With its looks, which come in a file of their own.
    await expect(page.getByRole("row", { name: organization })).toBeVisible();
    await expect(page.getByRole("table")).toHaveCSS("table-layout", "fixed");
  });

  test("a page opened while the service was away comes when it is back", async ({
    signedInPage: page,
    service,
  }) => {
    await openImages(page);
    await page.clock.install();
    await service.kill();
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(offline(page)).toBeVisible();
    await service.start();
    await page.clock.fastForward("00:05");
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    await expect(offline(page)).toBeHidden();
  });

  test("a part of a form comes later, and what was typed stays", async ({
    signedInPage: page,
    context,
    api,
    organization,
  }) => {
    await api.createImage(organization, { repository: "app" });
    await page.goto(`${paths.image(organization, "app", "permissions")}?dialog=edit`);
    const form = page.getByRole("dialog", { name: "Edit image" });
    await expect(form.getByLabel("Description")).toBeVisible();
    await context.setOffline(true);
    await form.getByLabel("Description").fill("**Typed**");
    await expect(offline(page)).toBeVisible();
    await expect(form.getByLabel("Description")).toHaveValue("**Typed**");
    await context.setOffline(false);
    await expect(
      form.getByRole("region", { name: "Preview" }).getByText("Typed", { exact: true }),
    ).toBeVisible();
    await expect(offline(page)).toBeHidden();
  });

  test("an archive is checked once the code that does it is here, and sent where that was asked for", async ({
    signedInPage: page,
    context,
    folder,
    organization,
  }) => {
    const archive = `${folder}/saved.tar`;
    await makeDockerArchive(await makeImage(folder), archive, "team/app");
    await page.goto(`${paths.images}?organization=${organization}&dialog=upload`);
    const dialog = page.getByRole("dialog", { name: "Upload images" });
    await expect(dialog).toBeVisible();
    await context.setOffline(true);
    await dialog.getByLabel("Choose image files").setInputFiles(archive);
    await expect(offline(page)).toBeVisible();
    await dialog.getByRole("button", { name: "Start upload" }).click();
    await expect(dialog.getByText("It starts as soon as the files are checked.")).toBeVisible();
    await context.setOffline(false);
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
  });
});

/** In CSS pixels, how much of one lies over the other. */
async function overlap(one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error("one of them is not shown");
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

for (const width of [1440, 390])
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 700 } });

    test("what is said of it covers neither the selection bar nor the uploads", async ({
      signedInPage: page,
      context,
      folder,
      organization,
    }) => {
      const archive = `${folder}/saved.tar`;
      await makeDockerArchive(await makeImage(folder), archive, "team/app");
      await page.goto(`${paths.images}?organization=${organization}&dialog=upload`);
      const dialog = page.getByRole("dialog", { name: "Upload images" });
      await dialog.getByLabel("Choose image files").setInputFiles(archive);
      await dialog.getByRole("button", { name: "Start upload" }).click();
      const tray = page.getByRole("region", { name: "Uploads" });
      await expect(tray.getByText("Uploaded", { exact: true })).toBeVisible();
      await page.getByRole("checkbox", { name: "Select all images on this page" }).check();
      const bar = page.getByRole("region", { name: "1 image selected" });
      await expect.poll(() => overlap(bar, tray)).toBe(0);

      await context.setOffline(true);
      await bar.getByRole("button", { name: "Share" }).click();
      await expect(offline(page)).toBeVisible();
      await expect.poll(() => overlap(offline(page), bar)).toBe(0);
      await expect.poll(() => overlap(offline(page), tray)).toBe(0);
      await expect.poll(() => overlap(bar, tray)).toBe(0);
      for (const button of await bar.or(tray).getByRole("button").all()) await button.click({ trial: true });
    });

    test("what is said of it covers no button of a form, nor the end of a page", async ({
      signedInPage: page,
      context,
      api,
      organization,
    }) => {
      await api.createImage(organization, { repository: "app" });
      await page.goto(`${paths.image(organization, "app", "permissions")}?dialog=edit`);
      const form = page.getByRole("dialog", { name: "Edit image" });
      await expect(form.getByLabel("Description")).toBeVisible();
      await context.setOffline(true);
      await form.getByLabel("Description").fill("**Typed**");
      await expect(offline(page)).toBeVisible();
      for (const name of ["Cancel", "Save changes"]) {
        const button = form.getByRole("button", { name });
        await expect.poll(() => overlap(offline(page), button)).toBe(0);
        await expect(button).toBeInViewport({ ratio: 1 });
      }
      await expect.poll(() => overlap(offline(page), page.getByRole("main"))).toBe(0);
    });
  });

test.describe("after a new build", () => {
  let front: Front;
  test.beforeEach(async ({ service }) => {
    front = await startFront(service.origin);
  });
  test.afterEach(() => front.close());

  /** Counts how often the page was loaded from the start. */
  async function open(browser: Browser, service: Service) {
    const context = await browser.newContext({ baseURL: front.origin, locale: "en-US" });
    const page = await context.newPage();
    await startSession(page, { ...service, origin: front.origin });
    let loads = 0;
    page.on("load", () => loads++);
    await openImages(page);
    return { page, loads: () => loads };
  }

  test("the next page is loaded anew, once", async ({ browser, service }) => {
    const { page, loads } = await open(browser, service);
    front.install("next");
    await page.getByRole("link", { name: "Organizations" }).click();
    await expect(page.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();
    await expect(page).toHaveURL(paths.organizations);
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    expect(loads()).toBe(2);
    await expect(replaced(page)).toBeHidden();
    await page.context().close();
  });

  test("what was typed in a form stays until the person reloads", async ({
    browser,
    service,
    api,
    organization,
  }) => {
    await api.createImage(organization, { repository: "app" });
    const { page, loads } = await open(browser, service);
    await page.goto(`${paths.image(organization, "app", "permissions")}?dialog=edit`);
    const form = page.getByRole("dialog", { name: "Edit image" });
    await expect(form.getByLabel("Description")).toBeVisible();
    front.install("next");
    // The code of the preview beside it is fetched with the first letter.
    await form.getByLabel("Description").fill("Kept.");
    await expect(replaced(page)).toBeVisible();
    await expect(form.getByLabel("Description")).toHaveValue("Kept.");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(form).toBeHidden();
    expect(loads()).toBe(2);
    await replaced(page).getByRole("button", { name: "Reload" }).click();
    await expect.poll(loads).toBe(3);
    await expect(page.getByRole("heading", { name: `${organization}/app` })).toBeVisible();
    await expect(replaced(page)).toBeHidden();
    await page.context().close();
  });
});
