/** Commands are copied from the page as a person copies them, and run with the clients themselves. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { dockerEnv, mustRun, run } from "./support/run.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "zh-CN", permissions: ["clipboard-read", "clipboard-write"] });

async function copied(page: Page, button: Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button.click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
  return page.evaluate(() => navigator.clipboard.readText());
}

async function openLoginDialog(page: Page): Promise<Locator> {
  await page.goto("/overview");
  await page.getByRole("button", { name: "登录指令" }).first().click();
  const dialog = page.getByRole("dialog", { name: "登录指令" });
  await expect(dialog.getByRole("figure", { name: "登录指令" })).toBeVisible();
  return dialog;
}

/** skopeo keeps its login where it is told to; docker's variable points at the same kind of file. */
const skopeoEnv = (folder: string) => ({ REGISTRY_AUTH_FILE: join(folder, "auth.json") });

test("temporary logins sign docker and skopeo in, also with the key pasted", async ({
  signedInPage,
  folder,
}) => {
  const dialog = await openLoginDialog(signedInPage);
  const copyCommand = dialog.getByRole("button", { name: "复制登录指令" });
  const docker = await run("bash", ["-c", await copied(signedInPage, copyCommand)], dockerEnv(folder));
  expect(docker.output).toContain("Login Succeeded");

  await dialog.getByRole("tab", { name: "skopeo" }).click();
  const skopeo = await run("bash", ["-c", await copied(signedInPage, copyCommand)], skopeoEnv(folder));
  expect(skopeo.output).toContain("Login Succeeded");

  await dialog.getByRole("checkbox", { name: "密钥不留历史" }).click();
  const command = await copied(signedInPage, copyCommand);
  const key = await copied(signedInPage, dialog.getByRole("button", { name: "复制登录密钥" }));
  expect(command).not.toContain(key);
  const pasted = await run("bash", ["-c", `${command} <<< "$KEY"`], { ...skopeoEnv(folder), KEY: key });
  expect(pasted.output).toContain("Login Succeeded");
});

test("an access key's file gives a long-lived login, and its secret is not sent", async ({
  signedInPage: page,
  folder,
}) => {
  await page.goto("/credentials");
  const download = page.waitForEvent("download");
  await createAccessKey(page);
  const file = join(folder, "credentials.csv");
  await (await download).saveAs(file);
  const [, secret = ""] = /,"?([^",\r\n]+)"?\r?\n?$/.exec(await readFile(file, "utf8")) ?? [];
  expect(secret.length).toBeGreaterThan(20);

  const dialog = await openLoginDialog(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await dialog.getByRole("tab", { name: "长期有效" }).click();
  await dialog.locator('input[type="file"]').setInputFiles(file);
  const command = await copied(page, dialog.getByRole("button", { name: "复制登录指令" }));
  const docker = await run("bash", ["-c", command], dockerEnv(folder));
  expect(docker.output).toContain("Login Succeeded");
  expect(sent.join()).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  expect(page.url()).not.toContain(secret);
});

test("the guide's login and pull bring an image back with skopeo", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  const image = await makeImage(folder, { layers: 1 });
  const target = `docker://${service.host}/${organization}/app:${TAG}`;
  const pushed = await copy(`oci:${image.layout}:${TAG}`, target, pushCredentials(await api.createLogin()));
  expect(pushed.code, pushed.output).toBe(0);

  await page.goto(`/images/${organization}/app/guide?client=skopeo`);
  await page.getByLabel("镜像版本").fill(TAG);
  await page.getByRole("button", { name: "填入临时登录" }).click();
  const login = await copied(page, page.getByRole("button", { name: "复制登录指令" }));
  const pull = await copied(page, page.getByRole("button", { name: "复制下载指令" }));
  // Without the policy file of a full installation skopeo pulls nothing.
  const script = `cd "$FOLDER" && ${login} && ${pull.replace("skopeo copy", "skopeo --insecure-policy copy")}`;
  const done = await run("bash", ["-c", script], { ...skopeoEnv(folder), FOLDER: folder });
  expect(done.code, done.output).toBe(0);
  expect(await mustRun("tar", "-tf", join(folder, "app.tar"))).toContain("manifest.json");
});

async function createAccessKey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "新增访问密钥" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "确定" }).click();
}

test("where the browser refuses to copy, the whole command is there to be copied by hand", async ({
  signedInPage: page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.addInitScript(() => {
    document.execCommand = () => false;
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  });
  await page.goto(`${paths.images}?dialog=login-command`);
  const dialog = page.getByRole("dialog", { name: "登录指令" });
  await dialog.getByRole("button", { name: "复制登录指令" }).click();
  const byHand = page.getByRole("dialog", { name: "浏览器不允许此页面复制" });
  await expect(byHand.getByRole("textbox")).toBeFocused();
  const selected = await byHand
    .getByRole("textbox")
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(selected).toContain("docker login");
  const unseen = await byHand.getByRole("textbox").evaluate((area) => area.scrollHeight - area.clientHeight);
  expect(unseen).toBe(0);
  await page.keyboard.press("Escape");
  await expect(byHand).toBeHidden();
  await expect(dialog).toBeVisible();
});
