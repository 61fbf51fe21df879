/** 「镜像同步」: from a region that is added to the same digest on the other side, between two services. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test as base } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { chooseOption } from "./support/select.ts";
import { type Service, startService } from "./support/service.ts";
import { copy, pullCredentials, pushCredentials, readPulled } from "./support/skopeo.ts";

const IMAGE = "app";

/** Another service, which has the organization `backup` and somebody who may push to it. */
interface There extends Service {
  key: { access: string; secret: string };
  /** The digest its tag of the image has, as skopeo pulls it. */
  digestOf(tag: string): Promise<string>;
}

/** Answers the digest of what was pushed: each time of other content. */
type Push = (tag: string) => Promise<string>;

const test = base.extend<{ there: There; push: Push }>({
  there: async ({ folder }, use) => {
    const service = await startService();
    const api = await connect(service);
    await api.createOrganization("backup");
    const user = await api.createUser("copier");
    await api.grant(user, 3, "backup");
    const login = pullCredentials(await api.createLogin());
    const key = await api.createAccessKey(user);
    let pulls = 0;
    const digestOf = async (tag: string) => {
      const pulled = join(folder, `pulled-${++pulls}`);
      const { code, output } = await copy(
        `docker://${service.host}/backup/${IMAGE}:${tag}`,
        `dir:${pulled}`,
        login,
      );
      expect(code, output).toBe(0);
      return (await readPulled(pulled)).manifestDigest;
    };
    await use({ ...service, key, digestOf });
    await service.dispose();
  },
  push: async ({ api, service, organization, folder }, use) => {
    const login = pushCredentials(await api.createLogin());
    let pushes = 0;
    await use(async (tag) => {
      const own = join(folder, `pushed-${++pushes}`);
      await mkdir(own);
      const { layout, manifestDigest } = await makeImage(own, { layers: 2, layerSize: 50_000 });
      const pushed = await copy(
        `oci:${layout}:${TAG}`,
        `docker://${service.host}/${organization}/${IMAGE}:${tag}`,
        login,
      );
      expect(pushed.code, pushed.output).toBe(0);
      return manifestDigest;
    });
  },
});

test.use({ locale: "en-US" });

async function addRegion(page: Page, id: string, { origin, key }: There): Promise<void> {
  await page.goto(paths.newRegion);
  const form = page.getByRole("dialog", { name: "Add region" });
  await form.getByLabel("Region ID").fill(id);
  await form.getByLabel("Registry address").fill(origin);
  await form.getByLabel("API address").fill(origin);
  await form.getByLabel("Project").fill("local-1");
  await form.getByLabel("Access key ID (AK)").fill(key.access);
  await form.getByLabel("Secret access key (SK)").fill(key.secret);
  await form.getByRole("button", { name: "Add and test" }).click();
  await expect(form.getByText("Signed in to the registry")).toBeVisible();
  await expect(form.getByText("backup: Edit")).toBeVisible();
  await form.getByText("Close", { exact: true }).click();
  await expect(page.getByRole("rowheader", { name: id })).toBeVisible();
}

async function chooseTarget(form: Locator, region: string): Promise<void> {
  await chooseOption(form.getByRole("combobox", { name: "Target region" }), region);
  await form.getByLabel("Organization there").fill("backup");
}

/** A copy may wait for the job before it. */
const COPIED = { timeout: 30_000 };

test("what is pushed arrives elsewhere, and what is there already is kept until it may be replaced", async ({
  signedInPage: page,
  organization,
  there,
  push,
}) => {
  test.setTimeout(180_000);
  // Their test's own: the service is the worker's.
  const region = `dr-${organization}`;
  const own = paths.image(organization, IMAGE, "sync");
  const form = page.getByRole("dialog", { name: "Add automatic sync" });
  const records = page.getByRole("region", { name: "Sync records" }).getByRole("listitem");
  const add = form.getByRole("button", { name: "Add automatic sync" });

  const manual = await push("manual");
  await addRegion(page, region, there);
  await page.goto(own);
  await page.getByRole("button", { name: "Add automatic sync" }).click();
  await chooseTarget(form, region);
  await add.click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("row", { name: region })).toContainText("Kept");
  await expect(page.getByRole("heading", { name: "Nothing was copied yet" })).toBeVisible();

  const first = await push("v1");
  await expect(records.first()).toContainText(/Success.*v1.*automatic/, COPIED);
  expect(await there.digestOf("v1")).toBe(first);

  const second = await push("v1");
  await expect(records.first()).toContainText("Allow overwriting to replace it.", COPIED);
  await expect(records.first()).toContainText("Exists");
  await expect(records.first()).toContainText(first);
  expect(await there.digestOf("v1")).toBe(first);

  await page.getByRole("button", { name: `Delete the automatic sync to ${region}/backup` }).click();
  const deletion = page.getByRole("dialog", { name: "Delete automatic sync" });
  await deletion.getByRole("textbox").fill(region);
  await deletion.getByRole("button", { name: "Delete automatic sync" }).click();
  await expect(deletion).toBeHidden();
  await page.getByRole("button", { name: "Add automatic sync" }).click();
  await chooseTarget(form, region);
  await form.getByRole("checkbox", { name: "Overwrite tags of the same name" }).check();
  await add.click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("row", { name: region })).toContainText("Overwritten");
  await records
    .first()
    .getByRole("button", { name: /^Retry/ })
    .click();
  await expect(records.first()).toContainText(/Success.*attempt 2/, COPIED);
  await expect(records).toHaveCount(2);
  expect(await there.digestOf("v1")).toBe(second);

  await page.goto(paths.image(organization, IMAGE));
  await page.getByRole("checkbox", { name: "Select manual" }).check();
  await page.getByRole("region", { name: "1 tag selected" }).getByRole("button", { name: "Sync" }).click();
  const manualForm = page.getByRole("dialog", { name: "Sync 1 tag" });
  await chooseTarget(manualForm, region);
  await manualForm.getByRole("button", { name: "Start sync" }).click();
  await expect(manualForm).toBeHidden();
  await expect(records.first()).toContainText(/Success.*manual.*by hand/, COPIED);
  expect(await there.digestOf("manual")).toBe(manual);
});

test("a region that is away is told, what goes there cancelled, and tried again once it is back", async ({
  signedInPage: page,
  organization,
  there,
  push,
}) => {
  test.setTimeout(180_000);
  const region = `dr-${organization}`;
  const menu = page.getByRole("button", { name: `More actions for ${region}` });
  const dialog = page.getByRole("dialog");
  await push("v1");
  await addRegion(page, region, there);
  await there.kill();
  await menu.click();
  await page.getByRole("menuitem", { name: "Test connection" }).click();
  await expect(dialog.getByText("The region cannot be reached.").first()).toBeVisible(COPIED);

  await page.goto(`${paths.image(organization, IMAGE, "sync")}?dialog=sync`);
  await chooseTarget(dialog, region);
  await dialog.getByRole("checkbox", { name: "Copy the present 1 tag now as well" }).check();
  await dialog.getByRole("button", { name: "Add automatic sync" }).click();
  await expect(dialog).toBeHidden();
  const record = page.getByRole("region", { name: "Sync records" }).getByRole("listitem");
  await record.getByRole("button", { name: /^Cancel sync/ }).click();
  await expect(record).toContainText("Cancelled");
  await there.start();
  await record.getByRole("button", { name: /^Retry/ }).click();
  await expect(record).toContainText("Success", COPIED);

  await page.goto(paths.regions);
  await menu.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(dialog.getByText(`${organization}/${IMAGE} → backup`)).toBeVisible();
  await dialog.getByRole("textbox").fill(region);
  await dialog.getByRole("button", { name: "Delete region" }).click();
  await expect(page.getByRole("rowheader", { name: region })).toHaveCount(0);
});
