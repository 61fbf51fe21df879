/** A session that ends in the middle of work costs nothing but the password. */
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { BACKGROUND_HEADER } from "../core/session.ts";
import { openSqlite } from "../server/node/sqlite.ts";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { ADMINISTRATOR, type Service } from "./support/service.ts";
import { endSession, startSession } from "./support/sign-in.ts";

test.use({ locale: "en-US" });

async function signInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog.getByLabel("Account")).toHaveValue(ADMINISTRATOR.account);
  await expect(dialog.getByLabel("Password")).toBeFocused();
  // The dialog cannot be dismissed, or what waits for it would never go on.
  await page.keyboard.press("Escape");
  await dialog.getByLabel("Password").fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("Account, user and password do not match");
  await dialog.getByLabel("Password").fill(ADMINISTRATOR.password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

test("in the middle of creating an image", async ({ signedInPage: page, service, organization }) => {
  await page.goto(`${paths.newImage}?organization=${organization}`);
  const form = page.getByRole("dialog", { name: "Create image" });
  await form.getByLabel("Image name").fill("kept");
  await form.getByLabel("Description").fill("Written for long.");
  await endSession(page, service);
  await form.getByRole("button", { name: "Create image" }).click();
  await signInAgain(page);
  await expect(page.getByRole("heading", { name: `${organization}/kept` })).toBeVisible();
  await page.getByRole("link", { name: "Description" }).click();
  await expect(page.getByRole("article", { name: "Description" })).toHaveText("Written for long.");
});

test("in the middle of writing a description", async ({ signedInPage: page, service, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  await page.goto(`${paths.image(organization, "app", "description")}?dialog=edit`);
  const form = page.getByRole("dialog", { name: "Edit image" });
  await form.getByLabel("Description").fill("Half a sentence");
  await endSession(page, service);
  // The page sends a request by itself before the person is done.
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await form.getByLabel("Description").pressSequentially(", and its end");
  await form.getByRole("button", { name: "Save changes" }).click();
  await signInAgain(page);
  await expect(form).toBeHidden();
  await expect(page.getByRole("article", { name: "Description" })).toHaveText("Half a sentence, and its end");
});

test("in the middle of deleting many images", async ({ signedInPage: page, service, api, organization }) => {
  const count = 12;
  for (let number = 1; number <= count; number++)
    await api.createImage(organization, { repository: `image-${number}` });
  await page.goto(`${paths.images}?organization=${organization}`);
  await page.getByRole("checkbox", { name: "Select all images on this page" }).check();
  await page
    .getByRole("region", { name: `${count} images selected` })
    .getByRole("button", { name: "Delete" })
    .click();
  const dialog = page.getByRole("dialog", { name: `Delete ${count} images` });
  await dialog.getByLabel(`Type ${count} to confirm`).fill(String(count));
  // A line so slow that the session can end before the last is asked for.
  const line = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 400, downloadThroughput: -1, uploadThroughput: -1 };
  await line.send("Network.emulateNetworkConditions", slow);
  const first = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await dialog.getByRole("button", { name: `Delete ${count} images` }).click();
  expect((await first).ok()).toBe(true);
  await endSession(page, service);
  await signInAgain(page);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "No image matches" })).toBeVisible();
});

test("with somebody else signed in in another tab", async ({
  signedInPage: page,
  service,
  api,
  organization,
}) => {
  await page.goto(`${paths.newImage}?organization=${organization}`);
  const form = page.getByRole("dialog", { name: "Create image" });
  await form.getByLabel("Image name").fill("kept");
  await startSession(page, service, await api.createUser());
  await form.getByRole("button", { name: "Create image" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toContainText("Somebody else has signed in");
  await expect(dialog.getByRole("button", { name: "Reload as the other user" })).toBeVisible();
  await signInAgain(page);
  await expect(page.getByRole("heading", { name: `${organization}/kept` })).toBeVisible();
});

/** When the service holds the only session to have been used last. Moves it back by `ms` where they are given. */
async function lastUse({ dataDir }: Service, ms = 0): Promise<string> {
  const db = openSqlite(join(dataDir, "swr.db"));
  try {
    const { last_used_at } = await db
      .selectFrom("sessions")
      .select("last_used_at")
      .orderBy("created_at", "desc")
      .executeTakeFirstOrThrow();
    if (ms === 0) return last_used_at;
    const earlier = new Date(Date.parse(last_used_at) - ms).toISOString();
    await db.updateTable("sessions").set({ last_used_at: earlier }).execute();
    return earlier;
  } finally {
    await db.destroy();
  }
}

test("what the page asks for by itself does not keep the session alive", async ({
  signedInPage: page,
  service,
}) => {
  await page.clock.install();
  const marks: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/overview")) marks.push(request.headers()[BACKGROUND_HEADER.toLowerCase()]);
  });
  await page.goto(paths.overview);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect.poll(() => marks.length).toBeGreaterThan(0);
  // What is asked for by opening the page counts as a use, and must have arrived.
  await page.waitForLoadState("networkidle");
  expect(marks).not.toContain("1");

  // More than the minute for which the service does not write a use down again.
  const before = await lastUse(service, 5 * 60_000);
  const polled = page.waitForResponse(
    (answer) => answer.request().headers()[BACKGROUND_HEADER.toLowerCase()] === "1",
  );
  await page.clock.fastForward("05:00");
  expect((await polled).ok()).toBe(true);
  expect(await lastUse(service)).toBe(before);

  await page.getByRole("link", { name: "Organizations" }).first().click();
  await expect(page.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();
  await expect.poll(() => lastUse(service)).not.toBe(before);
});
