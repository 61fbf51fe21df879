/** Hostile text shows as text wherever it appears: nothing of it runs, and nothing makes the page too wide. */
import { expect } from "@playwright/test";
import { SHARE_DESCRIPTION_MAX } from "../core/shares.ts";
import { createFakeKubernetes, failure, kubeconfigFor } from "../mocks/kubernetes.ts";
import { paths } from "../src/paths.ts";
import { HOSTILE_STRINGS } from "../tests/support/hostile-strings.ts";
import { test } from "./support/fixtures.ts";
import {
  ALL_AT_ONCE,
  catchWhatRuns,
  expectHarmless,
  expectHarmlessExport,
  IN_URL,
  KEEPABLE,
  LONGEST,
  short,
} from "./support/hostile.ts";
import { makeImage, TAG } from "./support/image.ts";
import { serveCluster } from "./support/kubernetes.ts";
import { createPartner } from "./support/partner.ts";
import { startSession } from "./support/sign-in.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "en-US", viewport: { width: 390, height: 844 } });

// Each goes through a dozen texts, several pages each.
test.setTimeout(600_000);

test.beforeEach(({ page }) => catchWhatRuns(page));

test("as descriptions of images: page, drawer and export", async ({
  signedInPage: page,
  api,
  organization,
  folder,
}) => {
  for (const [at, description] of KEEPABLE.entries())
    await api.createImage(organization, { repository: `image-${at}`, description });

  for (const [at, description] of KEEPABLE.entries()) {
    await page.goto(`${paths.image(organization, `image-${at}`, "description")}?dialog=edit`);
    const drawer = page.getByRole("dialog", { name: "Edit image" });
    await expect(drawer.getByLabel("Description")).toHaveValue(description);
    await expectHarmless(page, `description ${short(description)}`);
    await drawer.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("article", { name: "Description" })).toBeVisible();
  }

  await page.goto(`${paths.images}?organization=${organization}`);
  await expect(page.getByRole("link", { name: `${organization}/image-0`, exact: true })).toBeVisible();
  await expectHarmless(page, "list");
  await expectHarmlessExport(page, `${folder}/images.csv`);
});

test("as descriptions that would hold the browser, and one that is as deep as may be written", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  const floods = [
    "- ".repeat(15_000),
    ">".repeat(30_000),
    `${"|a".repeat(1500)}|\n${"|-".repeat(1500)}|\n${"|\n".repeat(11_000)}`,
  ];
  for (const [at, description] of floods.entries()) {
    await api.createImage(organization, { repository: `flood-${at}`, description });
    await page.goto(paths.image(organization, `flood-${at}`, "description"));
    await expect(page.getByText("Shown as it was written")).toBeVisible();
    await expectHarmless(page, short(description));
  }
  const deep = `${"*a _b ".repeat(999)}innermost${"_*".repeat(999)}`;
  await api.createImage(organization, { repository: "deep", description: deep });
  await page.goto(paths.image(organization, "deep", "description"));
  await expect(page.getByText("innermost")).toBeVisible();
  await expectHarmless(page, "deep");
});

test("in the config of a pushed image", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  const Env = KEEPABLE.map((text, at) => `VALUE_${at}=${text}`);
  const Labels = Object.fromEntries(
    KEEPABLE.flatMap((text, at) => [
      [`label-${at}`, text],
      [text, "as a name"],
    ]),
  );
  const image = await makeImage(folder, {
    layerSize: 1000,
    config: {
      Env,
      Labels,
      Cmd: KEEPABLE,
      Entrypoint: KEEPABLE.slice(0, 3),
      User: "<script>",
      WorkingDir: '"><img src=x onerror=alert(1)>',
    },
    createdBy: KEEPABLE[0],
  });
  const login = pushCredentials(await api.createLogin());
  const pushed = await copy(
    `oci:${image.layout}:${TAG}`,
    `docker://${service.host}/${organization}/app:${TAG}`,
    login,
  );
  expect(pushed.code, pushed.output).toBe(0);

  for (const view of ["layers", "history", "config", "manifest", "related"] as const) {
    await page.goto(paths.tag(organization, "app", TAG, view));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectHarmless(page, `tag: ${view}`);
  }
  await page.goto(paths.tag(organization, "app", TAG, "config"));
  await expect(page.getByRole("row", { name: /^VALUE_0/ })).toContainText(KEEPABLE[0] ?? "");
  await page.goto(`${paths.compareTags(organization, "app")}?from=${TAG}&to=${TAG}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectHarmless(page, "compare");
});

test("as filters in the address", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  const names = "name organization type category sort order page size tag dialog from to".split(" ");
  const ofShares = "direction organization image account name state status sort order page size".split(" ");
  const visit = async (path: string, text: string, filters = names) => {
    const query = new URLSearchParams(filters.map((name) => [name, text]));
    await page.goto(`${path}?${query}`);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expectHarmless(page, `${path} with ${short(text)}`);
  };
  for (const text of IN_URL) await visit(paths.images, text);
  for (const text of [ALL_AT_ONCE, LONGEST]) {
    await visit(paths.image(organization, "app"), text);
    await visit(paths.organizations, text);
    for (const path of [paths.shares, paths.sharedImages]) await visit(path, text, ofShares);
    await visit(paths.compareTags(organization, "app"), text);
  }
});

test("as parts of the address", async ({ signedInPage: page, organization }) => {
  const visit = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole("heading").or(page.getByRole("alert")).first()).toBeVisible();
    await expectHarmless(page, short(path));
  };
  for (const text of IN_URL) await visit(`/images/${encodeURIComponent(text)}/${encodeURIComponent(text)}`);
  for (const text of [ALL_AT_ONCE, LONGEST].map(encodeURIComponent)) {
    await visit(`/images/${organization}/app/tags/${text}`);
    await visit(`/organizations/${text}/images`);
    await visit(`${paths.apiReference}/${text}`);
  }
});

test("as text searched for", async ({ signedInPage: page }) => {
  await page.goto(`${paths.images}?dialog=search`);
  const search = page.getByRole("combobox", { name: "Search" });
  for (const text of KEEPABLE) {
    await search.fill(text);
    await expect(page.getByRole("dialog", { name: "Search" }).getByRole("status")).not.toBeEmpty();
    await expectHarmless(page, `search for ${short(text)}`);
    await search.fill("");
  }
});

test("as what an access key is for", async ({ page, service, api }) => {
  const user = await api.createUser();
  await startSession(page, service, user);
  const texts = ['<img src=x onerror=alert(1)>"; =1+1', HOSTILE_STRINGS.slice(4, 12).join(" ")];
  for (const text of texts) {
    await page.goto(paths.credentials);
    await page.getByRole("button", { name: "Create access key" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Create access key" });
    await dialog.getByLabel("Description").fill(text);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Create and download" }).click();
    await download;
    await expectHarmless(page, `made for ${short(text)}`);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expectHarmless(page, `listed as ${short(text)}`);
  }
  await page
    .getByRole("button", { name: /^Delete access key/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toContainText("onerror=alert(1)");
  await expectHarmless(page, "deletion");
});

test("as names of users who are granted rights", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  // A name has no characters that do not show.
  const names = KEEPABLE.map((text) => `${text.replaceAll(/\p{C}/gu, "").slice(0, 40)}-${organization}`);
  for (const [at, name] of names.entries()) {
    const user = await api.createUser(name);
    if (at % 2 === 0) await api.grant(user, 1, organization);
  }
  for (const path of [
    paths.organization(organization, "users"),
    paths.image(organization, "app", "permissions"),
  ]) {
    await page.goto(path);
    await expect(page.getByText(names[0] ?? "", { exact: true })).toBeVisible();
    await expectHarmless(page, path);
  }
  await page.goto(paths.organization(organization, "users"));
  await page.getByRole("checkbox", { name: `Select ${names[0]}` }).check();
  await page.getByRole("button", { name: "Remove permission" }).click();
  await expect(page.getByRole("dialog")).toContainText(names[0] ?? "");
  await expectHarmless(page, "removal");
  await page.goto(`${paths.organization(organization, "users")}?dialog=grant`);
  const find = page.getByRole("dialog").getByRole("combobox");
  for (const name of names.filter((_, at) => at % 2 === 1)) {
    await find.fill(name);
    await page.getByTitle(name, { exact: true }).last().click();
  }
  await expectHarmless(page, "those to grant to");
});

test("as what a share is for, and as accounts to share with", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  const partner = await createPartner(service, `<b onclick=alert(1)> ${organization}`);
  const names = KEEPABLE.map((_, at) => `image-${at}`);
  for (const [at, name] of names.entries()) {
    await api.createImage(organization, { repository: name });
    await api.share(organization, name, partner.account, KEEPABLE[at]?.slice(0, SHARE_DESCRIPTION_MAX));
  }
  for (const name of names) {
    await page.goto(paths.image(organization, name, "sharing"));
    await expect(page.getByText(partner.account, { exact: true })).toBeVisible();
    await expectHarmless(page, `shares of ${name}`);
    await page.getByRole("button", { name: /^Edit the share/ }).click();
    await expect(page.getByRole("dialog", { name: "Edit share" })).toBeVisible();
    await expectHarmless(page, `the share of ${name}`);
  }

  await page.goto(`${paths.shares}?organization=${organization}`);
  await expect(page.getByText(`${organization}/image-0`)).toBeVisible();
  await expectHarmless(page, "ledger");
  await page.getByRole("checkbox", { name: "Select all shares on this page" }).check();
  await page.getByRole("region").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog")).toContainText(partner.account);
  await expectHarmless(page, "revocation");
  await page.goto(`${paths.shares}?organization=${organization}`);
  await expectHarmlessExport(page, `${folder}/shares.csv`);

  await page.goto(`${paths.image(organization, "image-0", "sharing")}?dialog=share`);
  const drawer = page.getByRole("dialog", { name: "Share image" });
  for (const text of [ALL_AT_ONCE, LONGEST, '<img src=x onerror=alert(1)>"; =1+1']) {
    await drawer.getByLabel("Share with").fill(text);
    await drawer.getByRole("button", { name: "Share", exact: true }).click();
    await expect(drawer.getByRole("textbox", { name: "Share with" })).toHaveAttribute("aria-invalid", "true");
    await expectHarmless(page, `shared with ${short(text)}`);
  }
});

test("in what a cluster is called and answers, and in patterns", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  const { layout } = await makeImage(folder, { layers: 1, layerSize: 1000 });
  const login = pushCredentials(await api.createLogin());
  const pushed = await copy(`oci:${layout}:${TAG}`, `docker://${service.host}/${organization}/app:v1`, login);
  expect(pushed.code, pushed.output).toBe(0);
  const kubernetes = createFakeKubernetes();
  kubernetes.namespaces = HOSTILE_STRINGS;
  const containers = KEEPABLE.map((image, at) => ({ name: `c${at}`, image }));
  kubernetes.addWorkload("deployments", "web", containers);
  const cluster = await serveCluster(kubernetes.outbound);
  for (const name of KEEPABLE.filter((text) => text.length <= 255)) {
    const kubeconfig = kubeconfigFor("secret-token", { server: cluster.server, name });
    const headers = { Origin: service.origin };
    const data = { kubeconfig, contexts: [name] };
    const added = await page.request.post("/api/clusters", { headers, data });
    expect(added.status()).toBe(201);
  }
  const { clusters } = await (await page.request.get("/api/clusters")).json();
  const cluster_id = clusters.find(({ name }: { name: string }) => name === KEEPABLE[0]).id;
  const pattern = { trigger_type: "regular", condition: KEEPABLE[0] } as const;
  await api.createTrigger(organization, "app", { name: "pattern", cluster_id, ...pattern });
  await api.createTrigger(organization, "app", { name: "fails", cluster_id, container: "c0" });
  kubernetes.fault = () => failure(403, "Forbidden", HOSTILE_STRINGS.join(" "));
  await api.copyTag(organization, "app", "v1", "v2");

  await page.goto(paths.trigger(organization, "app", "fails"));
  await expect(page.getByText("The credentials lack a right")).toBeVisible({ timeout: 30_000 });
  await expectHarmless(page, "history");
  kubernetes.fault = undefined;
  for (const [what, path] of [
    ["triggers", paths.image(organization, "app", "triggers")],
    ["pattern", `${paths.trigger(organization, "app", "pattern")}?dialog=trigger`],
    ["all triggers", paths.triggers()],
    ["clusters", paths.clusters],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(KEEPABLE[0] ?? "").first()).toBeAttached();
    await expectHarmless(page, what);
  }
  await cluster.close();
});
