/** An organization's quota, set on its page, stops a client and a page upload, which goes on once there is room. */
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeDockerArchive, makeImage, TAG } from "./support/image.ts";
import { chooseOption } from "./support/select.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "en-US" });

async function setQuota(page: Page, organization: string, gigabytes: string): Promise<void> {
  await page.goto(paths.organization(organization));
  await page.getByRole("button", { name: "Set storage quota" }).click();
  const form = page.getByRole("dialog", { name: "Set storage quota" });
  await form.getByRole("textbox", { name: "Storage quota" }).fill(gigabytes);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
}

test("a push past the quota is told so, and goes through once it is raised", async ({
  signedInPage: page,
  service,
  api,
  organization,
  folder,
}) => {
  const image = await makeImage(folder, { layerSize: 800_000 });
  const login = pushCredentials(await api.createLogin());
  const target = `docker://${new URL(service.origin).host}/${organization}/app:${TAG}`;
  const push = () => copy(`oci:${image.layout}:${TAG}`, target, login);
  await setQuota(page, organization, "0.001");
  expect((await push()).output).toContain(`organization ${organization}: quota of 0.001 GB used up`);

  await setQuota(page, organization, "1");
  expect((await push()).output).toContain("Writing manifest");
  await page.reload();
  await expect(page.getByText(/^2\.\d+\sMB of 1\sGB$/)).toBeVisible();
});

test("a page upload past the quota is told so, and loses nothing once it is raised", async ({
  signedInPage: page,
  organization,
  folder,
}) => {
  const archive = join(folder, "app.tar");
  await makeDockerArchive(await makeImage(folder, { layerSize: 800_000 }), archive, "app");
  await setQuota(page, organization, "0.001");
  await page.goto(`${paths.images}?dialog=upload`);
  const dialog = page.getByRole("dialog", { name: "Upload" });
  await chooseOption(dialog.getByRole("combobox"), organization);
  await dialog.locator("input[type=file]").setInputFiles(archive);
  await expect(dialog.getByLabel("Image name")).toHaveValue("app");
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(page.getByText(/quota is used up/)).toBeVisible();

  // Not by another page load, which would end the upload.
  await page.getByRole("link", { name: "Organizations", exact: true }).click();
  await page.getByRole("link", { name: organization }).click();
  await page.getByRole("button", { name: "Set storage quota" }).click();
  const form = page.getByRole("dialog", { name: "Set storage quota" });
  await form.getByRole("textbox", { name: "Storage quota" }).fill("1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
});
