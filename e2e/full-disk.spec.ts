/** A disk that is full, a real one: the console says so on every page, and room is made in it. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { startService } from "./support/service.ts";
import { startSession } from "./support/sign-in.ts";

test.use({ locale: "en-US" });

test("the console says that the disk is full, until there is room", async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), "swr-full-"));
  const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", folder]).status === 0;
  test.skip(!isMounted, "mounting a tmpfs is not permitted here");
  const service = await startService({ SWR_DATA_DIR: folder });
  try {
    const api = await connect(service);
    const organization = await api.createOrganization();
    await api.createImage(organization, { repository: "app" });
    const page = await browser.newPage({ baseURL: service.origin, locale: "en-US" });
    await startSession(page, service);
    const warning = page.getByRole("alert").filter({ hasText: "The service's disk is full" });

    await page.goto(paths.newImage);
    const form = page.getByRole("dialog", { name: "Create image" });
    await expect(form).toBeVisible();
    await expect(warning).toBeHidden();
    await expect(writeFile(join(folder, "filler"), new Uint8Array(64 * 1024 * 1024))).rejects.toThrow();
    for (const path of [paths.overview, paths.images, paths.organizations, paths.credentials]) {
      await page.goto(path);
      await expect(warning).toBeVisible();
    }
    await page.goto(paths.image(organization, "app"));
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete image" });
    await dialog.getByRole("textbox").fill("app");
    await dialog.getByRole("button", { name: "Delete image" }).click();
    await expect(page.getByRole("heading", { name: "My images" })).toBeVisible();

    await page.clock.install();
    await page.goto(paths.images);
    await expect(warning).toBeVisible();
    await rm(join(folder, "filler"));
    await page.clock.fastForward("00:10");
    await expect(warning).toBeHidden();
    await page.close();
  } finally {
    await service.dispose();
    spawnSync("umount", [folder]);
    await rm(folder, { recursive: true });
  }
});
