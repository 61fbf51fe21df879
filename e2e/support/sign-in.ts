import type { Page } from "@playwright/test";
import { SESSION_PATH, type SignIn } from "../../core/session.ts";
import { ADMINISTRATOR, type Service } from "./service.ts";

/** Signs in as a person does, on the page in Chinese. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByLabel("账号名").fill(ADMINISTRATOR.account);
  await page.getByLabel("用户名").fill(ADMINISTRATOR.user);
  await page.getByLabel("密码").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "总览" }).waitFor();
}

/** Gives the page a session without the form: for tests that are not about signing in. */
export async function startSession(
  page: Page,
  { origin }: Service,
  who: SignIn = ADMINISTRATOR,
): Promise<void> {
  const { account, user, password } = who;
  const data = { account, user, password };
  const answer = await page.request.post(SESSION_PATH, { data, headers: { Origin: origin } });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
}

/** Ends the page's session in the service. The browser is not told, and goes on sending its cookie. */
export async function endSession(page: Page, { origin }: Service): Promise<void> {
  const cookies = await page.context().cookies(origin + SESSION_PATH);
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(origin + SESSION_PATH, {
    method: "DELETE",
    headers: { Cookie, Origin: origin },
  });
  if (!answer.ok) throw new Error(`sign-out: ${answer.status}`);
}
