/** Whether a page shows the text of others as text, and what texts it is tried by. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";

/** What ran, or would have run if the page's policy had not been there. */
const caughtIn = new WeakMap<Page, string[]>();

/** Of each test's page, before it goes anywhere. */
export async function catchWhatRuns(page: Page): Promise<void> {
  const caught: string[] = [];
  caughtIn.set(page, caught);
  page.on("dialog", (dialog) => {
    caught.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => caught.push(`error: ${error.message}`));
  await page.exposeFunction("caughtByTest", (what: string) => caught.push(what));
  await page.addInitScript(() => {
    const report = (what: string) =>
      (window as unknown as { caughtByTest: (what: string) => void }).caughtByTest(what);
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      // Not text of others: the library that checks input tries once whether it may compile its checks.
      if (blockedURI !== "eval") report(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
}

/** The page is at rest, as wide as the window, and nothing of what it shows has run. */
export async function expectHarmless(page: Page, what: string): Promise<void> {
  await expect(page.locator("[aria-busy=true], .ant-skeleton")).toHaveCount(0);
  const { wide, scripts } = await page.evaluate(() => ({
    wide: (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth,
    scripts: document.querySelectorAll("main script, main [onerror], main a[href^='javascript:' i]").length,
  }));
  expect.soft(wide, `${what}: wider than the window`).toBeLessThanOrEqual(0);
  expect.soft(scripts, `${what}: markup of others`).toBe(0);
  expect.soft(caughtIn.get(page)?.splice(0), what).toEqual([]);
}

/** No cell of the list's file is a formula. One of the texts would be. */
export async function expectHarmlessExport(page: Page, path: string): Promise<void> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  await (await download).saveAs(path);
  const file = await readFile(path, "utf8");
  expect(file).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(file).not.toMatch(/(^|,)"?[=@]/m);
}

export const short = (text: string) => JSON.stringify(text.slice(0, 40));

/** PostgreSQL and SQLite alike keep no zero byte in a text, and a URL no text that long. */
export const KEEPABLE = HOSTILE_STRINGS.filter((text) => text !== "\u0000");
export const IN_URL = HOSTILE_STRINGS.map((text) => text.slice(0, 1000));
export const LONGEST = "x".repeat(1000);
export const ALL_AT_ONCE = IN_URL.filter((text) => text !== LONGEST).join(" ");
