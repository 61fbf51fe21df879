/** Hostile text shows as text on the pages of webhooks, too. */
import { expect } from "@playwright/test";
import { WEBHOOK_NAME_MAX } from "../core/limits.ts";
import { paths } from "../src/paths.ts";
import { HOSTILE_STRINGS } from "../tests/support/hostile-strings.ts";
import { test } from "./support/fixtures.ts";
import {
  ALL_AT_ONCE,
  catchWhatRuns,
  expectHarmless,
  expectHarmlessExport,
  KEEPABLE,
  LONGEST,
  short,
} from "./support/hostile.ts";
import { makeWebhook, startReceiver } from "./support/webhooks.ts";

test.use({ locale: "en-US", viewport: { width: 390, height: 844 } });

// It goes through a dozen texts, three pages each.
test.setTimeout(600_000);

test.beforeEach(({ page }) => catchWhatRuns(page));

test("as names and addresses of webhooks, and as what receivers answer", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  await api.createImage(organization, { repository: "app" });
  const receiver = await startReceiver(HOSTILE_STRINGS.join("\n"), HOSTILE_STRINGS.slice(0, 4).join(" "));
  const place = { organization, image: "app" };
  const made = [];
  for (const text of KEEPABLE) {
    const url = `${receiver.origin}/500/?${text.slice(0, 1000)}`;
    const id = await makeWebhook(service, place, { name: text.slice(0, WEBHOOK_NAME_MAX), url });
    made.push({ id, url });
  }

  const tab = paths.image(organization, "app", "triggers");
  await page.goto(tab);
  await expect(page.getByRole("link", { name: KEEPABLE[0] ?? "", exact: true })).toBeVisible();
  await expectHarmless(page, "list");
  await page.goto(`${paths.webhooks()}?organization=${organization}`);
  await expect(page.getByRole("link", { name: KEEPABLE[0] ?? "", exact: true })).toBeVisible();
  await expectHarmless(page, "list of all");
  await expectHarmlessExport(page, `${folder}/webhooks.csv`);
  for (const { id, url } of made) {
    await page.goto(`${tab}?dialog=deliveries.${id}`);
    await page.getByRole("dialog").getByRole("button", { expanded: false }).first().click();
    const answer = page.getByRole("region", { name: "Answer" });
    await expect(answer.getByText(KEEPABLE[1] ?? "").first()).toBeVisible();
    await expectHarmless(page, `deliveries to ${short(url)}`);
    await page.goto(`${tab}?dialog=webhook.${id}`);
    await expect(page.getByRole("dialog").getByLabel("Address")).toHaveValue(url);
    await expectHarmless(page, `form with ${short(url)}`);
  }

  await page.goto(`${tab}?dialog=webhook`);
  const drawer = page.getByRole("dialog", { name: "Add webhook" });
  for (const text of [ALL_AT_ONCE, LONGEST, "javascript:alert(1)", "http://10.0.0.1/<img src=x>"]) {
    await drawer.getByLabel("Name", { exact: true }).fill("named");
    await drawer.getByLabel("Address").fill(text);
    await drawer.getByRole("button", { name: "Save webhook" }).click();
    await expect(drawer.getByLabel("Address")).toHaveAttribute("aria-invalid", "true");
    await expectHarmless(page, `entered: ${short(text)}`);
  }
  await receiver.close();
});
