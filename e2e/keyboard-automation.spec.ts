/** What the service is to do by itself is set with the keyboard alone. */
import { expect } from "@playwright/test";
import { createFakeKubernetes, kubeconfigFor } from "../mocks/kubernetes.ts";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { go, press, tabTo } from "./support/keyboard.ts";
import { serveCluster } from "./support/kubernetes.ts";
import { pushImage } from "./support/pushed-image.ts";
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

test("a region, an image's target, and a record that is cancelled and tried again", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  const id = `dr-${organization}`;
  await pushImage(service, api, `${organization}/app`, folder);
  await page.goto(paths.regions);
  await go(page, page.getByRole("button", { name: "添加区域" }).first());
  const adding = page.getByRole("dialog", { name: "添加目标区域" });
  await expect(adding.getByLabel("区域 ID")).toBeFocused();
  await page.keyboard.type(id);
  for (const [label, text] of [
    // Nothing answers there.
    ["仓库地址", "http://127.0.0.1:1"],
    ["项目", "local-1"],
    ["访问密钥 ID（AK）", "AK"],
    ["私有访问密钥（SK）", "SK"],
  ] as const) {
    await tabTo(page, adding.getByLabel(label, { exact: true }));
    await page.keyboard.type(text);
  }
  await press(page, "Enter");
  await expect(adding.getByText("无法连接目标区域。")).toBeVisible();
  await press(page, "Escape");
  await expect(adding).toBeHidden();

  await page.goto(paths.image(organization, "app", "sync"));
  await go(page, page.getByRole("button", { name: "添加自动同步" }));
  const form = page.getByRole("dialog", { name: "添加自动同步" });
  await tabTo(page, form.getByRole("combobox", { name: "目标区域" }));
  await page.keyboard.type(id);
  await press(page, "Enter");
  for (const name of ["覆盖同名版本", "同时立即同步现有的 1 个版本"]) {
    await tabTo(page, form.getByRole("checkbox", { name }));
    await press(page, "Space");
  }
  await go(page, form.getByRole("button", { name: "确定" }));
  await expect(form).toBeHidden();
  await expect(page.getByRole("row", { name: id })).toContainText("覆盖");

  const record = page.getByRole("region", { name: "镜像同步记录" }).getByRole("listitem");
  await go(page, record.getByRole("button", { name: /^取消同步/ }));
  await expect(record).toContainText("已取消");
  await go(page, record.getByRole("button", { name: /^重试/ }));
  await expect(record).toContainText("第 2 次");

  const opener = page.getByRole("button", { name: `删除到 ${id}/${organization} 的自动同步` });
  await go(page, opener);
  const deletion = page.getByRole("dialog", { name: "删除自动同步" });
  await expect(deletion.getByRole("textbox")).toBeFocused();
  await page.keyboard.type(id);
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "没有自动同步目标" })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
});
