import type { Page } from "@playwright/test";
import { ADMINISTRATOR } from "./service.ts";

/** Signs in as a person does, on the page in Chinese. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByLabel("账号名").fill(ADMINISTRATOR.account);
  await page.getByLabel("用户名").fill(ADMINISTRATOR.user);
  await page.getByLabel("密码").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "总览" }).waitFor();
}
