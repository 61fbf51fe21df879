/** Where people force their colours, as in high contrast, what is chosen and where one is still shows. */
import { expect, type Locator } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { press, tabTo } from "./support/keyboard.ts";

test.use({ locale: "zh-CN", contextOptions: { forcedColors: "active", reducedMotion: "reduce" } });

const looks = async (element: Locator) => (await element.screenshot()).toString("base64");

test("what is chosen looks otherwise than before", async ({ signedInPage: page }) => {
  await page.goto(paths.newUser);
  const form = page.getByRole("dialog", { name: "创建用户" });
  const dot = form.locator("label").filter({ hasText: /^编程访问$/ });
  const radioBefore = await looks(dot);
  await dot.click();
  await form.getByLabel("用户名").focus();
  await page.mouse.move(0, 0);
  expect(await looks(dot)).not.toBe(radioBefore);

  await page.goto(paths.shares);
  const incoming = page.locator("label", { hasText: "他人共享" });
  const segmentBefore = await looks(incoming);
  await incoming.click();
  await expect(page).toHaveURL(/direction=in/);
  await page.getByRole("main").focus();
  await page.mouse.move(0, 0);
  expect(await looks(incoming)).not.toBe(segmentBefore);

  await press(page, "?");
  const shortcuts = page.getByRole("switch", { name: "启用快捷键" });
  const switchBefore = await looks(shortcuts);
  await shortcuts.click();
  await page.getByRole("button", { name: "关闭" }).focus();
  await page.mouse.move(0, 0);
  await expect(shortcuts).not.toBeChecked();
  expect(await looks(shortcuts)).not.toBe(switchBefore);
});

test("a field that has the focus has an outline", async ({ signedInPage: page }) => {
  await page.goto(paths.newUser);
  const field = page.getByRole("dialog").getByLabel("描述");
  await tabTo(page, field);
  await expect(field).toHaveCSS("outline-style", "solid");
});
