/** Triggers of images and of the account, and the clusters they act on. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { CLUSTER, FIRED_TAG, TRIGGER } from "./content-triggers.ts";
import { NO_MATCH } from "./pages.ts";
import { press, type State, seen, seenText, type World } from "./state.ts";

const KUBECONFIG = JSON.stringify({
  clusters: [
    { name: "c", cluster: { server: "https://k8s.example:6443" } },
    { name: "d", cluster: { server: "https://k8s.example", "insecure-skip-tls-verify": true } },
  ],
  users: [
    { name: "u", user: { token: "t" } },
    { name: "v", user: { exec: { command: "aws" } } },
  ],
  contexts: [
    { name: "frankfurt", context: { cluster: "c", user: "u" } },
    { name: "insecure", context: { cluster: "d", user: "u" } },
    { name: "plugin", context: { cluster: "c", user: "v" } },
    { name: CLUSTER, context: { cluster: "c", user: "u" } },
  ],
});

export function triggers(world: World): State[] {
  return [...ofImage(world), ...forms(world), ...ofAccount(world), ...clusters(world)];
}

function ofImage({ t, organization, triggered: image, emptyImage }: World): State[] {
  const tab = paths.image(organization, image, "triggers");
  const page = (name: string) => paths.trigger(organization, image, name);
  return [
    { name: "image, triggers", path: tab, shows: seen("link", TRIGGER.succeeds) },
    {
      name: "image, a trigger's menu",
      open: press(t("triggers.more", { name: TRIGGER.fails })),
      shows: seen("menuitem", t("triggers.history.title")),
    },
    {
      name: "image, no triggers",
      path: paths.image(organization, emptyImage, "triggers"),
      shows: seen("heading", t("triggers.none.title")),
    },
    {
      name: "trigger, success",
      path: page(TRIGGER.succeeds),
      shows: seenText(t("clusters.reason.complete")),
    },
    {
      name: "going back",
      open: press(t("triggers.rollBack.of", { tag: FIRED_TAG })),
      shows: seen("dialog", t("triggers.rollBack.title")),
    },
    { name: "trigger, failure", path: page(TRIGGER.fails), shows: seenText(t("clusters.reason.forbidden")) },
    {
      name: "deleting a trigger",
      open: press(t("triggers.delete.action")),
      shows: seenText(t("triggers.delete.stays")),
    },
    {
      name: "trigger, its cluster deleted",
      path: page(TRIGGER.orphan),
      shows: seenText(t("triggers.clusterGoneText")),
    },
    { name: "trigger, off", path: page(TRIGGER.off), shows: seenText(t("triggers.offText")) },
    {
      name: "no such trigger",
      path: page("none"),
      shows: seen("heading", t("triggers.gone.title", { name: "none" })),
    },
  ];
}

function forms({ t, organization, triggered: image }: World): State[] {
  const name = (page: Page) => page.getByRole("dialog").getByLabel(t("triggers.column.name"));
  const pattern = (page: Page) => page.getByLabel(t("condition.pattern"));
  return [
    {
      name: "adding a trigger",
      path: `${paths.image(organization, image, "triggers")}?dialog=trigger`,
      shows: seenText(t("triggers.form.allHint")),
    },
    {
      name: "adding a trigger, a bad name",
      open: (page) => name(page).fill("a--b"),
      shows: seenText(t("triggers.form.name.separators")),
    },
    {
      name: "adding a trigger, given tags",
      open: (page) => page.getByText(t("condition.type.tag"), { exact: true }).click(),
      shows: seenText(t("condition.tagsHint")),
    },
    {
      name: "adding a trigger, a bad pattern",
      open: async (page) => {
        await page.getByRole("dialog").getByText(t("condition.type.regular"), { exact: true }).click();
        await pattern(page).fill("[");
      },
      shows: seenText(t("condition.problem.not_re2")),
    },
    {
      name: "adding a trigger, a pattern that matches nothing",
      open: (page) => pattern(page).fill(NO_MATCH),
      shows: seenText(t("condition.understood.glob")),
    },
    {
      name: "adding a trigger, a pattern",
      open: (page) => pattern(page).fill("^[a-z0-9].*"),
      shows: seenText(t("condition.understood.regular")),
    },
    {
      name: "changing a trigger",
      path: `${paths.trigger(organization, image, TRIGGER.succeeds)}?dialog=trigger`,
      shows: seenText(t("triggers.containers.uses")),
    },
    {
      name: "changing a trigger, chosen containers",
      open: (page) => page.getByRole("radio", { name: t("triggers.containers.chosen") }).check(),
      shows: seen("checkbox", "proxy"),
    },
    {
      name: "changing a trigger whose cluster does not answer",
      path: `${paths.trigger(organization, image, TRIGGER.fails)}?dialog=trigger`,
      shows: (page) => page.getByRole("dialog").getByRole("alert").first(),
    },
  ];
}

function ofAccount({ t, organization, triggered: image }: World): State[] {
  return [
    { name: "triggers", path: paths.triggers(), shows: seen("link", `${organization}/${image}`) },
    {
      name: "triggers, selected",
      open: (page) => page.getByRole("checkbox", { name: t("triggers.ledger.selectPage") }).check(),
      shows: (page) => page.getByRole("main").getByRole("region"),
    },
    {
      name: "triggers, nothing matches",
      path: `${paths.triggers()}?image=${NO_MATCH}`,
      shows: seen("heading", t("triggers.ledger.nothingMatches")),
    },
  ];
}

function clusters({ t }: World): State[] {
  const kubeconfig = (page: Page) => page.getByLabel("kubeconfig");
  const act = (cluster: string, action: string) => async (page: Page) => {
    await press(t("clusters.more", { name: cluster }))(page);
    await page.getByRole("menuitem", { name: action }).click();
  };
  const test = (page: Page) =>
    page
      .getByRole("dialog")
      .getByRole("button", { name: t("clusters.test.submit"), exact: true })
      .click();
  return [
    { name: "clusters", path: paths.clusters, shows: seen("rowheader", CLUSTER) },
    {
      name: "testing a cluster",
      open: async (page) => {
        await act(CLUSTER, t("clusters.test.action"))(page);
        await test(page);
      },
      shows: seen("table", t("clusters.test.rights")),
    },
    {
      name: "testing a cluster that does not answer",
      path: paths.clusters,
      open: async (page) => {
        await act(`${CLUSTER}-down`, t("clusters.test.action"))(page);
        await test(page);
      },
      shows: (page) => page.getByRole("dialog").getByRole("alert"),
    },
    {
      name: "deleting a cluster",
      path: paths.clusters,
      open: act(CLUSTER, t("clusters.delete.action")),
      shows: seen("dialog", t("clusters.delete.title", { name: CLUSTER })),
    },
    { name: "adding clusters", path: paths.newCluster, shows: seenText(t("clusters.add.hint")) },
    {
      name: "adding clusters, no kubeconfig",
      open: (page) => kubeconfig(page).fill("hello"),
      shows: seenText(t("clusters.add.notKubeconfig")),
    },
    {
      name: "adding clusters, contexts",
      open: (page) => kubeconfig(page).fill(KUBECONFIG),
      shows: seenText(t("clusters.problem.plugin")),
    },
  ];
}
