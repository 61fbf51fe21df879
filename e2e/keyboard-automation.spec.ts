/** What the service is to do by itself is set with the keyboard alone. */
import { expect } from "@playwright/test";
import { createFakeKubernetes, kubeconfigFor } from "../mocks/kubernetes.ts";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { go, press, tabTo } from "./support/keyboard.ts";
import { serveCluster } from "./support/kubernetes.ts";
import { startReceiver } from "./support/webhooks.ts";

test.use({ locale: "zh-CN" });

test("a cluster, and a trigger that acts on it", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  const kubernetes = createFakeKubernetes();
  kubernetes.addWorkload("deployments", "web", [{ name: "app", image: "old:1" }]);
  const cluster = await serveCluster(kubernetes.outbound);
  const name = `prod-${organization}`;

  await page.goto(paths.clusters);
  await go(page, page.getByRole("button", { name: "添加集群" }).first());
  const adding = page.getByRole("dialog", { name: "添加集群" });
  await expect(adding.getByLabel("kubeconfig")).toBeFocused();
  await page.keyboard.insertText(kubeconfigFor("secret-token", { server: cluster.server, name }));
  await expect(adding.getByRole("checkbox", { name })).toBeVisible();
  await tabTo(page, adding.getByRole("checkbox", { name }));
  await press(page, "Space");
  await go(page, adding.getByRole("button", { name: "添加 1 个集群" }));
  await expect(adding).toBeHidden();
  await go(page, page.getByRole("button", { name: `集群 ${name} 的更多操作` }));
  await expect(page.getByRole("menuitem", { name: "测试连接" })).toBeFocused();
  await press(page, "Enter");
  const testing = page.getByRole("dialog", { name: `测试集群 ${name} 的连接` });
  await expect(testing.getByLabel("命名空间")).toBeFocused();
  await press(page, "Enter");
  await expect(testing.getByText("连接正常，权限齐全。")).toBeVisible();
  await press(page, "Escape");

  await page.goto(paths.image(organization, "app", "triggers"));
  await go(page, page.getByRole("button", { name: "添加触发器" }).first());
  const form = page.getByRole("dialog", { name: "添加触发器" });
  await expect(form.getByLabel("触发器名称")).toBeFocused();
  await page.keyboard.type("deploy");
  for (const [label, text] of [
    ["集群", name],
    ["命名空间", "team-a"],
    ["工作负载", "web"],
  ] as const) {
    await expect(form.getByRole("combobox", { name: label })).toBeVisible();
    await tabTo(page, form.getByRole("combobox", { name: label }));
    await page.keyboard.type(text);
    await press(page, "Enter");
  }
  await tabTo(page, form.getByRole("radio", { name: "所有使用该镜像的容器" }));
  await press(page, "ArrowDown");
  await tabTo(page, form.getByRole("checkbox", { name: "app" }));
  await press(page, "Space");
  await go(page, form.getByRole("button", { name: "确定" }));
  await expect(form).toBeHidden();
  const state = page.getByRole("switch", { name: "启用触发器 deploy" });
  await tabTo(page, state);
  await press(page, "Space");
  await expect(state).not.toBeChecked();
  await go(page, page.getByRole("link", { name: "deploy" }));
  await expect(page.getByText("触发器已停用")).toBeVisible();
  await cluster.close();
});

test("a webhook is added, tested, given a new secret and deleted", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  await api.createImage(organization, { repository: "app" });
  const receiver = await startReceiver("received");
  await page.goto(paths.image(organization, "app", "triggers"));
  await go(page, page.getByRole("button", { name: "添加 Webhook" }));
  const form = page.getByRole("dialog", { name: "添加 Webhook" });
  await expect(form.getByLabel("名称", { exact: true })).toBeFocused();
  await page.keyboard.type("builds");
  await press(page, "Tab");
  await page.keyboard.type(`${receiver.origin}/204`);
  await tabTo(page, form.getByRole("checkbox", { name: /^删除/ }));
  await press(page, "Space");
  await go(page, form.getByRole("button", { name: "确定" }));
  await expect(form.getByText("密钥只显示这一次")).toBeVisible();
  await go(page, form.getByRole("button", { name: "完成" }));
  await expect(form).toBeHidden();

  const link = page.getByRole("link", { name: "builds" });
  await go(page, link);
  const history = page.getByRole("dialog", { name: "builds" });
  await go(page, history.getByRole("button", { name: "发送测试事件" }));
  await expect(history.getByRole("heading", { name: "应答 204" })).toBeVisible();
  await press(page, "Escape");
  await expect(history).toBeHidden();
  await expect(link).toBeFocused();

  const menu = page.getByRole("button", { name: "builds 的更多操作" });
  const choose = async (name: string) => {
    await go(page, menu);
    const item = page.getByRole("menuitem", { name });
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    while (!(await item.evaluate((element) => element === document.activeElement)))
      await press(page, "ArrowDown");
    await press(page, "Enter");
  };
  await choose("更换密钥");
  const rotation = page.getByRole("dialog", { name: "更换 builds 的密钥" });
  await go(page, rotation.getByRole("button", { name: "更换密钥" }));
  await expect(rotation.getByText("密钥只显示这一次")).toBeVisible();
  await go(page, rotation.getByRole("button", { name: "完成" }));
  await expect(menu).toBeFocused();

  await choose("删除");
  await expect(page.getByRole("dialog", { name: "删除 Webhook builds" }).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("builds");
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "还没有 Webhook" })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
  await receiver.close();
});
