/** The demo: the console with no service behind it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { build, preview } from "vite";
import { freePort } from "../tests/support/free-port.ts";
import { makeDockerArchive, makeImage } from "./support/image.ts";

const test = base.extend<object, { demo: string }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
    async ({}, use) => {
      const outDir = await mkdtemp(join(tmpdir(), "swr-console-demo-"));
      const config = {
        root: join(import.meta.dirname, ".."),
        mode: "demo",
        logLevel: "error",
        build: { outDir },
      } as const;
      await build(config);
      const port = await freePort();
      const server = await preview({ ...config, preview: { port, strictPort: true, host: "127.0.0.1" } });
      await use(`http://127.0.0.1:${port}`);
      await server.close();
      await rm(outDir, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo),
  locale: "en-US",
});

// In one worker, which builds the demo once.
test.describe.configure({ mode: "default" });

test("shows a company's images, and one image's tags", async ({ page }) => {
  await page.goto("/images");
  await expect(page.getByRole("complementary", { name: "Demo" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "My images" })).toBeVisible();

  await page.getByLabel("Filter by name").fill("checkout");
  await page.getByRole("link", { name: /checkout-api/ }).click();
  await expect(page.getByRole("heading", { name: "payments/checkout-api" })).toBeVisible();
  await expect(page.getByRole("row", { name: /5\.12\.13/ })).toBeVisible();
});

test("one can sign out and in again", async ({ page }) => {
  await page.goto("/organizations");
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("textbox", { name: "Account" }).fill("demo");
  await page.getByRole("textbox", { name: "User" }).fill("admin");
  await page.getByLabel("Password").fill("demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("row", { name: /payments/ })).toBeVisible();
});

test("sets an image in the cluster of the page, to the end of its roll-out, and goes back", async ({
  page,
}) => {
  await page.goto("/images/storefront/cart/triggers/all-tags");
  const newest = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Retry/ }) });
  await newest.first().getByRole("button", { name: "Retry the firing for 4.1.10" }).click();
  await expect(newest.first()).toContainText("2 of 2 pods updated, 2 ready", { timeout: 40_000 });
  await newest.first().getByRole("button", { name: "Roll back the firing for 4.1.10" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
  await expect(newest.first()).toContainText("Roll-back", { timeout: 40_000 });
  await expect(newest.first()).toContainText("The roll-out is complete.");
});

test("takes an archive that is uploaded", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "swr-console-demo-"));
  await makeDockerArchive(await makeImage(folder), join(folder, "saved.tar"), "registry.example/uploaded");
  await page.goto("/images?organization=edge&dialog=upload");
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  await dialog.locator("input[type=file]").setInputFiles(join(folder, "saved.tar"));
  await dialog.getByText("linux/amd64").waitFor();
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await page.getByRole("link", { name: "edge/uploaded:1.0" }).click();
  await expect(page.getByRole("heading", { name: "edge/uploaded" })).toBeVisible();
  await expect(page.getByRole("row", { name: /1\.0/ })).toContainText("linux/amd64");
  await rm(folder, { recursive: true });
});

/** In the panel, as whoever tries the demo does. */
async function choose(page: Page, what: "Scenario" | "Fault", option: string): Promise<void> {
  const demo = page.getByRole("complementary", { name: "Demo" });
  await demo.getByLabel(what).selectOption({ label: option });
}

const goTo = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();

test("scenario: an empty account, which makes its first organization", async ({ page }) => {
  await page.goto("/images");
  await choose(page, "Scenario", "An empty account");
  await expect(page.getByRole("heading", { name: "Getting started" })).toBeVisible();
  await goTo(page, "My images");
  await expect(page.getByRole("heading", { name: "No images yet" })).toBeVisible();
  await goTo(page, "Organizations");
  await expect(page.getByRole("heading", { name: "No organizations yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create organization" }).first().click();
  await page.getByLabel("Organization name").fill("first");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /first/ })).toBeVisible();
});

test("scenario: a user with few rights, who is told why", async ({ page }) => {
  await page.goto("/?scenario=limited");
  await goTo(page, "Organizations");
  await expect(page.getByRole("row", { name: /base-images/ })).toContainText("Read");
  await expect(page.getByRole("row", { name: /storefront/ })).toContainText("Edit");
  await expect(page.getByRole("row", { name: /data-platform/ })).toHaveCount(0);
  await page.getByRole("link", { name: "base-images" }).click();
  await page
    .getByRole("link", { name: /^base-images\// })
    .first()
    .click();
  const remove = page.getByRole("button", { name: "Delete", exact: true });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await remove.focus();
  await expect(page.getByRole("tooltip")).toHaveText("Deleting takes the manage permission on this image");

  await page.goto("/images/data-platform/spark/tags");
  await expect(page.getByRole("alert")).toContainText("data-platform");
});

test("scenario: an image of ten thousand tags", async ({ page }) => {
  await page.goto("/");
  await choose(page, "Scenario", "10,000 tags (storefront/nightly)");
  await goTo(page, "My images");
  await page.getByLabel("Filter by name").fill("nightly");
  await page.getByRole("link", { name: "storefront/nightly", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–20 of 10,000");
  await page.getByRole("link", { name: "Page 500", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("9,981–10,000 of 10,000");
});

const FAULTS = [
  ["Offline", "The service cannot be reached; check the network"],
  ["Forbidden (403)", "You do not have permission for this"],
  ["Service fails (500)", "The service failed; try again in a moment"],
] as const;

for (const [fault, text] of FAULTS) {
  test(`fault: ${fault}, and all is well once it is over`, async ({ page }) => {
    await page.goto("/overview");
    await expect(page.getByRole("heading", { name: "Recent activity" })).toBeVisible();
    await choose(page, "Fault", fault);
    await goTo(page, "My images");
    const failure = page.getByRole("alert").filter({ hasText: "This could not be loaded" });
    await expect(failure).toContainText(text);
    await choose(page, "Fault", "None");
    await failure.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("table", { name: "My images" }).getByRole("link").first()).toBeVisible();
  });
}

test("fault: a write that conflicts is said in its form, which is kept", async ({ page }) => {
  await page.goto("/images/new");
  const form = page.getByRole("dialog", { name: "Create image" });
  await form.getByLabel("Image name").fill("taken");
  await choose(page, "Fault", "Conflict on writes (409)");
  await form.getByRole("button", { name: "Create image" }).click();
  await expect(form.getByLabel("Image name")).toHaveAccessibleDescription(/exists already/);
  await choose(page, "Fault", "None");
  await form.getByRole("button", { name: "Create image" }).click();
  await expect(page.getByRole("heading", { name: /\/taken$/ })).toBeVisible();
});

test("fault: the session ends, and goes on", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByRole("heading", { name: "Recent activity" })).toBeVisible();
  await choose(page, "Fault", "Session ends (401)");
  await goTo(page, "Organizations");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Password").fill("demo");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /payments/ })).toBeVisible();
});
