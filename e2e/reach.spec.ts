/** Who can pull an image, as the page tells it, is who can. */
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { connect } from "./support/api.ts";
import { test } from "./support/fixtures.ts";
import { pushImage } from "./support/pushed-image.ts";

test.use({ locale: "en-US" });

test("whoever is listed pulls, and whoever is not is refused", async ({
  signedInPage: page,
  pageOf,
  service,
  api,
  organization,
  folder,
}) => {
  const [member, other] = [await api.createUser(), await api.createUser()];
  const { pull } = await pushImage(service, api, `${organization}/web`, folder);
  await api.grant(member, 3, organization, "web");

  await page.goto(paths.image(organization, "web", "reach"));
  const table = page.getByRole("table", { name: "Who can pull" });
  await expect(table.getByRole("row", { name: member.user })).toContainText("Granted on the image: Edit");
  await expect(table.getByRole("row", { name: other.user })).toHaveCount(0);
  for (const [user, pulls] of [
    [member, true],
    [other, false],
  ] as const) {
    const login = await (await connect(service, user)).createLogin();
    const { code } = await pull(login);
    expect(code === 0).toBe(pulls);
  }

  const theirs = await pageOf(member);
  await theirs.goto(paths.overview);
  await theirs.getByRole("button", { name: "Account" }).click();
  await theirs.getByRole("menuitem", { name: "Within my reach" }).click();
  await theirs.getByRole("link", { name: `${organization}/web` }).click();
  await expect(theirs.getByRole("heading", { name: `${organization}/web` })).toBeVisible();
  await theirs.goto(paths.organization(organization, "reach"));
  await expect(theirs.getByRole("heading", { name: "No such organization" })).toBeVisible();
});
