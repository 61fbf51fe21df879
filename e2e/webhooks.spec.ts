/** Webhooks after the operator closed the network they are in. */
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { type Service, startService } from "./support/service.ts";
import { makeWebhook, startReceiver } from "./support/webhooks.ts";

/** Read again at each start. */
const environment = { SWR_OUTBOUND_ALLOW: "127.0.0.1/32" };

const own = test.extend<object, { service: Service }>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
    async ({}, use) => {
      const service = await startService(environment);
      await use(service);
      await service.dispose();
    },
    { scope: "worker" },
  ],
});

own.use({ locale: "en-US" });

own(
  "one whose address is closed later says so, on its page, over all images and on the overview",
  async ({ signedInPage: page, service }) => {
    const receiver = await startReceiver();
    const api = await connect(service);
    await api.createOrganization("team");
    const webhook = { name: "builds", url: `${receiver.origin}/204` };
    const id = await makeWebhook(service, { organization: "team" }, webhook);
    await page.goto(paths.webhook(id, "team", null));
    const drawer = page.getByRole("dialog", { name: "builds" });
    await expect(drawer.getByText("Last success")).toBeVisible();

    await service.kill();
    environment.SWR_OUTBOUND_ALLOW = "192.0.2.0/24";
    await service.start();
    await page.reload();
    await drawer.getByRole("button", { name: "Send test event" }).click();
    await expect(drawer.getByText("Blocked by the operator").first()).toBeVisible();
    await expect(drawer.getByText("the operator opens ranges with SWR_OUTBOUND_ALLOW")).toBeVisible();
    await page.goto(paths.webhooks("blocked"));
    await expect(page.getByRole("row", { name: "builds" })).toContainText("Blocked by the operator");
    await page.goto(paths.overview);
    await page.getByRole("link", { name: "Webhook builds of team is blocked by the operator" }).click();
    await expect(drawer).toBeVisible();
    await receiver.close();
  },
);

test("on a phone an image is named in full beside the longest state of its webhook", async ({
  signedInPage: page,
  service,
  api,
  organization,
}) => {
  const receiver = await startReceiver();
  const image = "notifications/dispatcher";
  await api.createImage(organization, { repository: image });
  await makeWebhook(service, { organization, image }, { name: "Chat", url: `${receiver.origin}/410` });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${paths.webhooks("gone")}&organization=${organization}`);
  const name = page.getByRole("rowheader", { name: "Chat" }).locator("bdi");
  await expect(name).toHaveText(`${organization}/${image}`);
  const [inner, outer] = await name.evaluate((text) =>
    [text, text.parentElement ?? text].map((element) => {
      const { right, bottom } = element.getBoundingClientRect();
      return { right, bottom };
    }),
  );
  expect(inner?.right).toBeLessThanOrEqual(outer?.right ?? 0);
  expect(inner?.bottom).toBeLessThanOrEqual(outer?.bottom ?? 0);
  await receiver.close();
});
