/** The page of one image: its description, what is in a tag, two of them compared, and many deleted. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { mustRun } from "./support/run.ts";
import { copy, pullCredentials, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "zh-CN" });

const IMAGE = "group/app";

/** 1.0; 2.0, which is also latest. */
test.beforeEach(async ({ api, service, organization, folder }) => {
  const login = pushCredentials(await api.createLogin());
  for (const tags of [["1.0"], ["2.0", "latest"]]) {
    const own = join(folder, tags.join("-"));
    await mustRun("mkdir", own);
    const { layout } = await makeImage(own, { layerSize: 20_000 });
    for (const tag of tags) {
      const to = `docker://${service.host}/${organization}/${IMAGE}:${tag}`;
      const pushed = await copy(`oci:${layout}:${TAG}`, to, login);
      expect(pushed.code, pushed.output).toBe(0);
    }
  }
});

test("edits the type, the category and the description", async ({ signedInPage: page, organization }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  await page.goto(paths.image(organization, IMAGE, "description"));
  await page.getByRole("button", { name: "编辑" }).click();
  const form = page.getByRole("dialog", { name: "编辑镜像" });
  await form.getByRole("radio", { name: "公开" }).check();
  await expect(form.getByRole("alert")).toContainText("全部版本都会公开");
  await form.getByLabel("类别").click();
  await page.getByTitle("数据库").click();
  await form.getByLabel("描述").fill("# 说明\n\n<script>alert(1)</script> [x](javascript:alert(1))");
  await expect(
    form.getByRole("region", { name: "预览" }).getByRole("heading", { name: "说明" }),
  ).toBeVisible();
  await form.getByRole("button", { name: "确定" }).click();
  await expect(form).toBeHidden();

  await page.reload();
  const description = page.getByRole("article", { name: "描述" });
  await expect(description).toContainText("<script>alert(1)</script>");
  await expect(description.getByRole("link")).toHaveCount(0);
  await expect(page.getByText("公开", { exact: true })).toBeVisible();
  await expect(page.getByText("数据库", { exact: true })).toBeVisible();
  expect(dialogs).toEqual([]);
});

test("opens a tag to its layers, history, config and manifest", async ({
  signedInPage: page,
  organization,
}) => {
  await page.goto(paths.image(organization, IMAGE));
  await expect(page.getByRole("row", { name: "latest" })).toContainText("linux/amd64");
  await page.getByRole("link", { name: "latest", exact: true }).click();
  await expect(page.getByRole("table", { name: "镜像层" }).getByRole("rowheader")).toHaveCount(3);
  await page.getByRole("link", { name: "构建历史" }).click();
  await expect(page.getByRole("list", { name: "构建历史" })).toContainText("COPY random-0 /");
  await page.getByRole("link", { name: "配置" }).click();
  await expect(page.getByRole("row", { name: /^GREETING/ })).toContainText("hello");
  await page.getByRole("link", { name: "关联" }).click();
  await expect(page.getByRole("link", { name: "2.0", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Manifest" }).click();
  await expect(page.getByRole("region", { name: "Manifest" })).toContainText('"schemaVersion": 2');
  await page.reload();
  await expect(page.getByRole("region", { name: "Manifest" })).toContainText('"layers"');
});

test("compares two tags that were chosen in the list", async ({ signedInPage: page, organization }) => {
  await page.goto(paths.image(organization, IMAGE));
  await page.getByRole("checkbox", { name: "选择 1.0" }).check();
  await page.getByRole("checkbox", { name: "选择 2.0" }).check();
  await page.getByRole("region", { name: "已选 2 个版本" }).getByRole("button", { name: "对比" }).click();
  const layers = page.getByRole("table", { name: "镜像层" });
  await expect(layers.getByText("仅版本一")).toHaveCount(3);
  await expect(layers.getByText("仅版本二")).toHaveCount(3);
  await expect(page.getByText("配置完全相同。")).toBeVisible();
  await page.getByRole("combobox", { name: "版本一" }).fill("late");
  await page.getByTitle("latest").click();
  await expect(page.getByText("两个版本的摘要相同，没有差异。")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?from=latest&to=2.0");
});

test("deletes many, after saying what goes and what stays", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  await page.goto(paths.image(organization, IMAGE));
  await page.getByRole("checkbox", { name: "选择 1.0" }).check();
  await page.getByRole("checkbox", { name: "选择 latest" }).check();
  await page.getByRole("region", { name: "已选 2 个版本" }).getByRole("button", { name: "删除" }).click();
  const dialog = page.getByRole("dialog", { name: "删除 2 个镜像版本" });
  await expect(dialog.getByText("latest → 2.0")).toBeVisible();
  await dialog.getByLabel(`输入 ${IMAGE} 以确认`).fill(IMAGE);
  await dialog.getByRole("button", { name: "删除 2 个镜像版本" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("checkbox", { name: /^选择 \d|^选择 latest/ })).toHaveCount(1);

  const login = pullCredentials(await api.createLogin());
  const pull = (tag: string) =>
    copy(`docker://${service.host}/${organization}/${IMAGE}:${tag}`, `dir:${folder}/pulled-${tag}`, login);
  expect((await pull("latest")).code).not.toBe(0);
  expect((await pull("2.0")).code).toBe(0);
});
