/** 「镜像老化」: what a rule would do is seen before it is saved, and then it does just that. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { mustRun } from "./support/run.ts";
import { copy, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "zh-CN" });

const IMAGE = "app";

/** The oldest first; each of its own content. */
const TAGS = ["v1", "v1.0.0", "v2", "v2.0.0"];

test.beforeEach(async ({ api, service, organization, folder }) => {
  const login = pushCredentials(await api.createLogin());
  for (const tag of TAGS) {
    const own = join(folder, tag);
    await mustRun("mkdir", own);
    const { layout } = await makeImage(own, { layers: 1, layerSize: 50_000 });
    const pushed = await copy(
      `oci:${layout}:${TAG}`,
      `docker://${service.host}/${organization}/${IMAGE}:${tag}`,
      login,
    );
    expect(pushed.code, pushed.output).toBe(0);
  }
});

test("previews a rule, saves it, and shows what it deleted", async ({ signedInPage: page, organization }) => {
  await page.goto(paths.image(organization, IMAGE, "retention"));
  await page.getByRole("button", { name: "添加老化规则" }).click();
  const form = page.getByRole("dialog", { name: "添加老化规则" });
  const preview = form.getByRole("region", { name: "预览" });
  const outcome = (tag: string) =>
    preview.getByRole("row", { name: new RegExp(`^${tag.replaceAll(".", "\\.")} `) });

  await form.getByRole("radio", { name: "版本数目" }).check();
  await form.getByLabel("保留数目").fill("1");
  await form.getByLabel("过滤正则").fill("[");
  await expect(form.getByText("[ 不是有效的 RE2 正则表达式")).toBeVisible();
  await form.getByLabel("过滤正则").fill("nothing");
  await expect(form.getByText("没有保护任何版本：nothing")).toBeVisible();
  await form.getByLabel("过滤正则").fill("v2|v2\\.0\\.0");
  await expect(preview.getByRole("status")).toContainText("共 4 个版本：删除 1 个，保留 3 个");
  await expect(outcome("v1")).toContainText("删除");
  await expect(outcome("v1.0.0")).toContainText("第 1 新");
  await expect(outcome("v2.0.0")).toContainText("匹配 v2|v2\\.0\\.0");
  await form.getByRole("button", { name: "确定" }).click();
  await expect(form).toBeHidden();

  await expect(page.getByRole("region", { name: "老化规则" })).toContainText("保留最新的 1 个版本");
  const log = page.getByRole("table", { name: "老化日志" });
  await expect(log.getByRole("row")).toHaveCount(2);
  await expect(log.getByRole("row", { name: /^v1 / })).toBeVisible();
  await page.goto(paths.image(organization, IMAGE));
  await expect(page.getByRole("table").getByRole("link", { name: /^v/ })).toHaveText([
    "v2.0.0",
    "v2",
    "v1.0.0",
  ]);
});

test("sees what a later day would bring, and takes the rule away again", async ({
  signedInPage: page,
  organization,
}) => {
  await page.goto(`${paths.image(organization, IMAGE, "retention")}?dialog=retention`);
  const form = page.getByRole("dialog", { name: "添加老化规则" });
  const preview = form.getByRole("region", { name: "预览" });
  await form.getByLabel("保留天数").fill("1");
  await expect(preview.getByRole("status")).toContainText("删除 0 个");
  // Later all four will be too old; what has to be confirmed is about today.
  await preview.getByRole("slider").press("PageUp");
  await expect(preview.getByRole("status")).toContainText("删除 4 个");
  await form.getByRole("button", { name: "确定" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("region", { name: "老化规则" })).toContainText("保留最近 1 天内推送的版本");

  await page.getByRole("button", { name: "删除规则" }).click();
  const dialog = page.getByRole("dialog", { name: "删除 app 的老化规则" });
  await dialog.getByRole("textbox").fill("app");
  await dialog.getByRole("button", { name: "删除规则" }).click();
  await expect(page.getByRole("heading", { name: "这个镜像没有老化规则" })).toBeVisible();
});
