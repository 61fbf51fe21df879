/** What the browser is told and what it keeps. */
import { expect } from "@playwright/test";
import { test } from "./support/fixtures.ts";
import { signIn } from "./support/sign-in.ts";

test.use({ locale: "zh-CN" });

test("the page's policy lets no foreign or inline script run", async ({ page }) => {
  const answer = await page.goto("/");
  const policy = new Map(
    (answer?.headers()["content-security-policy"] ?? "").split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  expect(policy.get("default-src")).toEqual(["'self'"]);
  expect(policy.get("script-src")).toEqual(["'self'"]);
  expect(policy.get("object-src")).toEqual(["'none'"]);
  expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
});

test("using the console breaks none of its own policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await signIn(page);
  await page.getByRole("link", { name: "组织管理" }).click();
  await page.getByRole("heading", { name: "组织管理" }).waitFor();
  await page.getByRole("button", { name: "登录指令" }).first().click();
  await page.getByRole("dialog", { name: "登录指令" }).getByRole("figure").first().waitFor();
  expect(complaints).toEqual([]);
});

test("a first visit logs nothing", async ({ page }) => {
  const logged: string[] = [];
  page.on("console", (message) => logged.push(message.text()));
  page.on("pageerror", (error) => logged.push(error.message));
  await page.goto("/");
  await page.getByRole("heading", { name: "登录" }).waitFor();
  expect(logged).toEqual([]);
});

test("scripts of the page can reach no credential", async ({ page, context }) => {
  await signIn(page);
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/api" });

  const kept = await page.evaluate(() => ({
    cookie: document.cookie,
    stored: [...Object.entries(localStorage), ...Object.entries(sessionStorage)],
  }));
  expect(kept.cookie).toBe("");
  expect(new Map(kept.stored)).toEqual(new Map([["swr.language", "zh-CN"]]));
});
