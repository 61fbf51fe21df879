/** The demo: the console with no service behind it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { build, preview } from "vite";
import { freePort } from "./support/free-port.ts";

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
