/** 「触发器」: from a cluster's kubeconfig to a pushed tag that runs there, stalls, and is taken back. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { createFakeKubernetes, type FakeKubernetes, failure, kubeconfigFor } from "../mocks/kubernetes.ts";
import { paths } from "../src/paths.ts";
import { test as base } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { type ServedCluster, serveCluster } from "./support/kubernetes.ts";
import { chooseOption } from "./support/select.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

const IMAGE = "app";

type Push = (tag: string) => Promise<void>;

const test = base.extend<{ kubernetes: FakeKubernetes; cluster: ServedCluster; push: Push }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
  kubernetes: async ({}, use) => use(createFakeKubernetes()),
  cluster: async ({ kubernetes }, use) => {
    const served = await serveCluster(kubernetes.outbound);
    await use(served);
    await served.close();
  },
  push: async ({ api, service, organization, folder }, use) => {
    const login = pushCredentials(await api.createLogin());
    await use(async (tag) => {
      const own = join(folder, tag);
      await mkdir(own);
      const { layout } = await makeImage(own, { layers: 1, layerSize: 10_000 });
      const target = `docker://${service.host}/${organization}/${IMAGE}:${tag}`;
      const pushed = await copy(`oci:${layout}:${TAG}`, target, login);
      expect(pushed.code, pushed.output).toBe(0);
    });
  },
});

test.use({ locale: "en-US" });

async function addCluster(page: Page, { server }: ServedCluster, name: string): Promise<void> {
  await page.goto(paths.newCluster);
  const form = page.getByRole("dialog", { name: "Add clusters" });
  await form.getByLabel("kubeconfig").fill(kubeconfigFor("secret-token", { server, name }));
  await form.getByRole("checkbox", { name }).check();
  await form.getByRole("button", { name: "Add 1 cluster" }).click();
  await expect(form).toBeHidden();
}

/** Seconds may pass between two looks at a roll-out. */
const LOOK = { timeout: 30_000 };

test("a pushed tag is set, stalls, is tried again and taken back", async ({
  signedInPage: page,
  service,
  organization,
  kubernetes,
  cluster,
  push,
}) => {
  test.setTimeout(180_000);
  const name = `prod-${organization}`;
  const repository = `${service.host}/${organization}/${IMAGE}`;
  const sidecar = { name: "proxy", image: "envoy:1" };
  const workload = kubernetes.addWorkload(
    "deployments",
    "web",
    [{ name: "app", image: `${repository}:v1`, imagePullPolicy: "IfNotPresent" }, sidecar],
    { spec: { replicas: 2, progressDeadlineSeconds: 600 } },
  );
  kubernetes.addWorkload("statefulsets", "cache", [{ name: "redis", image: "redis:8" }]);
  await push("v1");
  await addCluster(page, cluster, name);

  await page.getByRole("button", { name: `More actions for cluster ${name}` }).click();
  await page.getByRole("menuitem", { name: "Test connection" }).click();
  kubernetes.verbs.delete("patch");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText("2 rights are missing")).toBeVisible();
  kubernetes.verbs.add("patch");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText("no right is missing")).toBeVisible();

  await page.goto(`${paths.image(organization, IMAGE, "triggers")}?dialog=trigger`);
  const form = page.getByRole("dialog", { name: "Add trigger" });
  await form.getByLabel("Name", { exact: true }).fill("deploy");
  await form.getByText("Pattern", { exact: true }).click();
  await form.getByLabel("Pattern of tags").fill("v?");
  await expect(form.getByText("Understood as a glob")).toBeVisible();
  await expect(form.getByText("Tags that would fire, 1 of the newest 1:")).toBeVisible();
  await chooseOption(form.getByRole("combobox", { name: "Cluster" }), name);
  await chooseOption(form.getByRole("combobox", { name: "Namespace" }), "team-a");
  await chooseOption(form.getByRole("combobox", { name: "Workload" }), "web");
  await expect(form.getByText("Uses this image", { exact: true })).toBeVisible();
  await form.getByRole("button", { name: "Save trigger" }).click();
  await expect(form).toBeHidden();

  await page.getByRole("link", { name: "deploy" }).click();
  await expect(page.getByRole("heading", { name: "It has not fired yet" })).toBeVisible();
  const newest = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Retry/ }) });
  await push("v2");
  await expect(page.getByText("Rolling out")).toBeVisible(LOOK);
  const image = () => workload.spec.template.spec.containers[0]?.image;
  expect([image(), workload.spec.template.spec.containers[1]]).toEqual([`${repository}:v2`, sidecar]);
  workload.status = {
    observedGeneration: 2,
    replicas: 2,
    updatedReplicas: 1,
    readyReplicas: 2,
    availableReplicas: 2,
  };
  await expect(page.getByText("1 of 2 pods updated, 2 ready")).toBeVisible(LOOK);
  workload.status = { ...workload.status, updatedReplicas: 2 };
  await expect(newest.first()).toContainText("The roll-out is complete.", LOOK);

  await push("v3");
  await expect(page.getByText("Rolling out")).toBeVisible(LOOK);
  const message = 'ReplicaSet "web-<b>1</b>" has timed out progressing.';
  const stalled = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message };
  workload.status = { ...workload.status, observedGeneration: 3, updatedReplicas: 1, conditions: [stalled] };
  await expect(newest.first()).toContainText("The roll-out has stalled.", LOOK);
  await expect(newest.first()).toContainText(message);

  // The tag stands there, but nodes might hold other content under it: this time by its digest.
  await newest.first().getByRole("button", { name: "Retry the firing for v3" }).click();
  await expect.poll(() => image(), LOOK).toMatch(/:v3@sha256:/);
  workload.status = { ...workload.status, observedGeneration: 4 };
  await expect(newest).toHaveCount(3, LOOK);
  await expect(newest.first()).toContainText("has stalled", LOOK);

  await page.goto(`${paths.triggers("lately")}&organization=${organization}`);
  await expect(page.getByRole("row", { name: new RegExp(`${organization}/${IMAGE}.*Failed`) })).toBeVisible();
  await page.goto(paths.trigger(organization, IMAGE, "deploy"));
  await newest.nth(1).getByRole("button", { name: "Roll back the firing for v3" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText("Rolling out")).toBeVisible(LOOK);
  expect(image()).toBe(`${repository}:v2`);
  workload.status = {
    observedGeneration: 5,
    replicas: 2,
    updatedReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
  };
  await expect(newest.first()).toContainText("Roll-back", LOOK);
  await expect(newest.first()).toContainText("The roll-out is complete.", LOOK);
});

test("several are tried again, and a cluster that goes says what stops", async ({
  signedInPage: page,
  api,
  organization,
  kubernetes,
  cluster,
  push,
}) => {
  test.setTimeout(120_000);
  const name = `prod-${organization}`;
  for (const workload of ["one", "two"])
    kubernetes.addWorkload("deployments", workload, [{ name: "app", image: "old:1" }]);
  await push("v1");
  await addCluster(page, cluster, name);
  const { clusters } = await (await page.request.get("/api/clusters")).json();
  const { id } = clusters.find((it: { name: string }) => it.name === name);
  for (const application of ["one", "two"])
    await api.createTrigger(organization, IMAGE, {
      name: application,
      application,
      cluster_id: id,
      container: "app",
    });
  kubernetes.fault = () => failure(403, "Forbidden", 'User "<img src=x>" cannot patch');
  await push("v2");
  await page.goto(`${paths.triggers()}?organization=${organization}`);
  const failed = page.getByRole("row", { name: /Failed/ });
  await expect(failed).toHaveCount(2, LOOK);
  kubernetes.fault = undefined;
  await page.getByRole("checkbox", { name: "Select all triggers on this page" }).check();
  await page.getByRole("button", { name: "Retry last firing" }).click();
  await expect(failed).toHaveCount(0, LOOK);
  await expect.poll(() => kubernetes.patches().length, LOOK).toBe(2);

  await page.goto(paths.clusters);
  await page.getByRole("button", { name: `More actions for cluster ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete cluster" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("2 triggers act on this cluster.")).toBeVisible();
  await expect(dialog.getByText(`${organization}/${IMAGE} · two`)).toBeVisible();
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete cluster" }).click();
  await expect(dialog).toBeHidden();
  await page.goto(paths.image(organization, IMAGE, "triggers"));
  await expect(page.getByText("Cluster deleted").first()).toBeVisible();
});
