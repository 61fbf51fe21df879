/** axe finds nothing on any page or dialog: both languages, both themes, wide and narrow. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { SESSION_PATH } from "../core/session.ts";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { ADMINISTRATOR } from "./support/service.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What is looked at is at rest: nothing is loading and nothing fades in any more. */
async function expectNoViolations(page: Page, what: string): Promise<void> {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await expect(page.locator("[aria-busy=true], .ant-skeleton")).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ target }) => target.join(" ")),
    }));
    expect.soft(found, `${what} at ${size.width} px`).toEqual([]);
  }
}

/** Pages by address, each with the role its content is awaited by. */
const pages = (organization: string) =>
  [
    [paths.images, "table"],
    [`${paths.images}?name=matches-nothing`, "heading"],
    [paths.image(organization, "app"), "table"],
    [`${paths.image(organization, "app")}?dialog=edit`, "dialog"],
    [paths.image(organization, "absent"), "alert"],
    [paths.tag(organization, "app", TAG, "layers"), "table"],
    [paths.tag(organization, "app", TAG, "config"), "table"],
    [paths.tag(organization, "app", TAG, "manifest"), "region"],
    [`${paths.compareTags(organization, "app")}?from=${TAG}&to=${TAG}`, "table"],
    [paths.organizations, "table"],
    [paths.newOrganization, "dialog"],
    [`${paths.images}?dialog=login-command`, "figure"],
    [`${paths.images}?dialog=upload`, "dialog"],
    ["/no-such-page", "heading"],
  ] as const;

for (const locale of ["zh-CN", "en-US"]) {
  for (const theme of ["light", "dark"]) {
    test.describe(`${locale}, ${theme}`, () => {
      test.use({ locale, contextOptions: { reducedMotion: "reduce" } });

      test("no violations", async ({ page, service, api, organization, folder }) => {
        // Dozens of looks of axe, each as long as a test of another kind.
        test.setTimeout(600_000);
        const image = await makeImage(folder);
        const target = `docker://${service.host}/${organization}/app:${TAG}`;
        const pushed = await copy(
          `oci:${image.layout}:${TAG}`,
          target,
          pushCredentials(await api.createLogin()),
        );
        expect(pushed.code, pushed.output).toBe(0);
        await page.addInitScript((choice) => localStorage.setItem("swr.theme", choice), theme);

        await page.goto("/");
        await page.getByRole("heading").first().waitFor();
        await expectNoViolations(page, "sign-in");

        await page.request.post(SESSION_PATH, { data: ADMINISTRATOR, headers: { Origin: service.origin } });
        for (const [path, role] of pages(organization)) {
          await page.setViewportSize({ width: 1440, height: 900 });
          await page.goto(path);
          await page.getByRole(role).last().waitFor();
          await expectNoViolations(page, path);
        }
      });
    });
  }
}
