/** Two accounts side by side: what one shares, the other sees and pulls, until it ends or is revoked. */
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { TAG } from "./support/image.ts";
import { createPartner, endShares } from "./support/partner.ts";
import { pushImage } from "./support/pushed-image.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "zh-CN", permissions: ["clipboard-read", "clipboard-write"] });

const IMAGE = "group/app";

test("what is shared is found, read and pulled by the other account, and refused once it is revoked", async ({
  signedInPage: page,
  pageOf,
  service,
  api,
  organization,
  folder,
}) => {
  const name = `${organization}/${IMAGE}`;
  const image = await pushImage(service, api, name, folder);

  const partner = await createPartner(service, `partner of ${organization}`);
  const login = await (await connect(service, partner)).createLogin();
  const pull = () => image.pull(login);
  expect((await pull()).code).not.toBe(0);
  const theirs = await pageOf(partner);
  await theirs.goto(paths.sharedImages);
  await expect(theirs.getByRole("heading", { name: "还没有他人共享的镜像" })).toBeVisible();
  await theirs.goto(paths.image(organization, IMAGE));
  await expect(theirs.getByRole("heading", { name: "没有这个镜像" })).toBeVisible();

  await page.goto(paths.image(organization, IMAGE, "sharing"));
  await page.getByRole("button", { name: "共享镜像" }).click();
  const drawer = page.getByRole("dialog", { name: "共享镜像" });
  await drawer.getByLabel("共享给").fill(partner.account);
  await drawer.getByRole("checkbox", { name: "永久有效" }).check();
  await drawer.getByRole("button", { name: "确定" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("row", { name: partner.account })).toContainText("永久有效");

  await theirs.goto(paths.images);
  await theirs.getByRole("link", { name: "他人共享" }).click();
  const row = theirs.getByRole("row", { name });
  await expect(row).toContainText("local");
  await row.getByRole("button", { name: "下载指令", exact: true }).click();
  expect(await theirs.evaluate(() => navigator.clipboard.readText())).toBe(
    `docker pull ${service.host}/${name}:${TAG}`,
  );
  await row.getByRole("link", { name }).click();
  await expect(theirs.getByText(/共享自\s*local/)).toBeVisible();
  await expect(theirs.getByRole("link", { name: TAG, exact: true })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "编辑" })).toHaveCount(0);
  const pulled = await pull();
  expect(pulled.code, pulled.output).toBe(0);
  const theirPush = await copy(image.source, image.address, pushCredentials(login));
  expect(theirPush.code).not.toBe(0);

  await page.goto(`${paths.shares}?account=${encodeURIComponent(partner.account)}`);
  await page.getByRole("checkbox", { name: `选择 ${name} → ${partner.account}` }).check();
  await page.getByRole("region", { name: "已选 1 项共享" }).getByRole("button", { name: "取消共享" }).click();
  const dialog = page.getByRole("dialog", { name: "取消 1 项共享" });
  await expect(dialog.getByRole("listitem")).toHaveText(`${partner.account}${name}`);
  await dialog.getByRole("button", { name: "取消 1 项共享" }).click();
  await expect(page.getByRole("heading", { name: "没有符合条件的共享" })).toBeVisible();

  expect((await pull()).code).not.toBe(0);
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "没有这个镜像" })).toBeVisible();
});

test("a share that has ended stays in sight on both sides, is refused, and counts again once it is extended", async ({
  signedInPage: page,
  pageOf,
  service,
  api,
  organization,
  folder,
}) => {
  const name = `${organization}/${IMAGE}`;
  const image = await pushImage(service, api, name, folder);
  const partner = await createPartner(service, `guest of ${organization}`);
  const login = await (await connect(service, partner)).createLogin();
  const pull = () => image.pull(login);

  await page.goto(`${paths.image(organization, IMAGE, "sharing")}?dialog=share`);
  const drawer = page.getByRole("dialog", { name: "共享镜像" });
  await drawer.getByLabel("共享给").fill(partner.account);
  await drawer.getByRole("button", { name: "确定" }).click();
  await expect(drawer).toBeHidden();
  expect((await pull()).code).toBe(0);

  await endShares(service, partner.account);
  expect((await pull()).code).not.toBe(0);
  await page.reload();
  await expect(page.getByRole("row", { name: partner.account })).toContainText("已过期");
  const theirs = await pageOf(partner);
  await theirs.goto(paths.sharedImages);
  await expect(theirs.getByRole("row", { name })).toContainText("已过期");
  await expect(theirs.getByRole("link", { name })).toHaveCount(0);

  await page.goto(`${paths.shares}?state=ended`);
  await page.getByRole("checkbox", { name: `选择 ${name} → ${partner.account}` }).check();
  await page.getByRole("region").getByRole("button", { name: "延长" }).click();
  await page.getByRole("dialog", { name: "延长 1 项共享" }).getByRole("button", { name: "确定" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  expect((await pull()).code).toBe(0);
  await theirs.reload();
  await expect(theirs.getByRole("link", { name })).toBeVisible();
});
