/** Everything can be done with the keyboard alone, and one always sees where one is. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import { paths } from "../src/paths.ts";
import { test } from "./support/fixtures.ts";
import { makeDockerArchive, makeImage, TAG } from "./support/image.ts";
import { go, press, tabTo } from "./support/keyboard.ts";
import { createPartner } from "./support/partner.ts";
import { pushImage } from "./support/pushed-image.ts";
import { ADMINISTRATOR } from "./support/service.ts";

test.use({
  locale: "zh-CN",
  permissions: ["clipboard-read", "clipboard-write"],
  // As most people have it: where the focus goes depends on when dialogs come and go.
  contextOptions: { reducedMotion: "no-preference" },
});

test("the main job: from signing in to the pull command", async ({ page, service, folder }) => {
  const organization = "by-keyboard";
  const archive = join(folder, "saved.tar");
  await makeDockerArchive(await makeImage(folder), archive, "registry.example/somewhere/app");

  await page.goto("/");
  await tabTo(page, page.getByLabel("账号名"));
  await page.keyboard.type(ADMINISTRATOR.account);
  await press(page, "Tab");
  await page.keyboard.type(ADMINISTRATOR.user);
  await press(page, "Tab");
  await page.keyboard.type(ADMINISTRATOR.password);
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "总览" })).toBeVisible();

  await press(page, "g", "n");
  await expect(page.getByRole("heading", { name: "组织管理" })).toBeVisible();
  await go(page, page.getByRole("button", { name: "创建组织" }).first());
  const form = page.getByRole("dialog", { name: "创建组织" });
  await expect(form.getByLabel("组织名称")).toBeFocused();
  await page.keyboard.type(organization);
  await press(page, "Enter");
  await expect(page.getByRole("row", { name: organization })).toBeVisible();
  await expect(form).toBeHidden();
  await expect(page.getByRole("button", { name: "创建组织" }).first()).toBeFocused();

  await press(page, "u");
  const upload = page.getByRole("dialog", { name: "页面上传" });
  await tabTo(page, upload.getByLabel("组织", { exact: true }));
  await page.keyboard.type(organization);
  await press(page, "Enter");
  await tabTo(page, upload.getByLabel("选择镜像文件"));
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Space");
  await (await chooser).setFiles(archive);
  await expect(upload.getByLabel("镜像名称")).toHaveValue("app");
  await go(page, upload.getByRole("button", { name: "开始上传" }));
  await expect(page.getByText("上传完成")).toBeVisible();

  await press(page, "g", "i");
  await expect(page.getByRole("heading", { name: "我的镜像" })).toBeVisible();
  await go(page, page.getByRole("link", { name: `${organization}/app`, exact: true }));
  await go(page, page.getByRole("link", { name: TAG, exact: true }));
  await go(page, page.getByRole("button", { name: "复制下载指令" }));
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`docker pull ${service.host}/${organization}/app:${TAG}`);
});

const DIALOGS = [
  { key: "/", name: "搜索" },
  { key: "?", name: "键盘快捷键" },
  { key: "u", name: "页面上传" },
  { key: "l", name: "登录指令" },
];

test("shortcuts open dialogs, Escape closes them, and the focus returns", async ({ signedInPage: page }) => {
  await page.goto(paths.images);
  const before = page.getByRole("button", { name: "创建镜像" });
  await tabTo(page, before);
  for (const { key, name } of DIALOGS) {
    await press(page, key);
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await press(page, "Escape");
    await expect(dialog).toBeHidden();
    await expect(before, `after ${name}`).toBeFocused();
  }
});

test("a link in a menu is followed, and its menu does not open once more", async ({
  signedInPage: page,
  api,
  service,
  organization,
  folder,
}) => {
  await pushImage(service, api, `${organization}/app`, folder);
  await page.goto(paths.image(organization, "app"));
  const menu = page.getByRole("button", { name: `${TAG} 的更多操作` });
  await go(page, menu);
  await expect(page.getByRole("menuitem", { name: "查看 manifest" })).toBeFocused();
  await press(page, "Enter");
  await expect(page).toHaveURL(paths.tag(organization, "app", TAG, "manifest"));

  // Into a tab of its own: the page with the menu stays.
  const opened = page.context().waitForEvent("page");
  const help = page.getByRole("button", { name: "帮助" });
  await go(page, help);
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await press(page, "End");
  // The menu moves on to the link in the entry.
  await expect(page.getByRole("menuitem").last().locator("a")).toBeFocused();
  await press(page, "Enter");
  expect((await opened).url()).toContain("openapi.json");
  await page.bringToFront();
  await expect(help).toHaveAttribute("aria-expanded", "false");
  await expect(help).toBeFocused();
});

test("what opens over the page keeps the focus, and gives it back", async ({
  signedInPage: page,
  api,
  organization,
}) => {
  await api.createImage(organization, { repository: "app" });
  const within = `organization=${organization}`;
  const cases = [
    {
      path: `${paths.images}?${within}`,
      opener: page.getByRole("button", { name: "创建镜像" }),
      name: "创建镜像",
    },
    {
      path: `${paths.images}?${within}`,
      opener: page.getByRole("button", { name: "客户端上传" }),
      name: "客户端上传",
    },
    {
      path: paths.image(organization, "app"),
      opener: page.getByRole("button", { name: "编辑" }),
      name: "编辑镜像",
    },
    {
      path: paths.image(organization, "app"),
      opener: page.getByRole("button", { name: "删除" }),
      name: "删除镜像",
    },
    {
      path: paths.credentials,
      opener: page.getByRole("button", { name: "新增访问密钥" }).first(),
      name: "新增访问密钥",
    },
  ];
  for (const { path, opener, name } of cases) {
    await page.goto(path);
    await go(page, opener);
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog).toBeVisible();
    for (let stop = 0; stop < 12; stop++) {
      await press(page, "Tab");
      // Past the last stop is the browser's own bar, during which the page has none.
      const inside = await dialog.evaluate(
        (element) => document.activeElement === document.body || element.contains(document.activeElement),
      );
      expect(inside, `the focus stays in ${name}`).toBe(true);
    }
    await press(page, "Escape");
    await expect(dialog).toBeHidden();
    await expect(opener, `after ${name}`).toBeFocused();
  }
});

/** One whose entries are all there is, one with facts around them. */
const MENUS = [
  { button: "帮助", first: "键盘快捷键" },
  { button: "账号", first: "我的凭证" },
];

for (const key of ["Enter", "Space", "ArrowDown"]) {
  test(`${key} opens a menu at its first entry, Escape gives the focus back`, async ({
    signedInPage: page,
  }) => {
    await page.goto(paths.images);
    for (const { button, first } of MENUS) {
      const opener = page.getByRole("button", { name: button });
      await expect(opener).toBeVisible();
      // The menu's code is not there yet the first time, and is the second time.
      for (let time = 0; time < 2; time++) {
        await opener.focus();
        await press(page, key);
        await expect(page.getByRole("menuitem", { name: first })).toBeFocused();
        await press(page, "ArrowDown");
        await expect(page.getByRole("menuitem").nth(1)).toBeFocused();
        await press(page, "Escape");
        await expect(page.getByRole("menuitem", { name: first })).toBeHidden();
        await expect(opener).toBeFocused();
      }
    }
  });
}

test("a row's menu is used", async ({ signedInPage: page, api, organization }) => {
  await api.createImage(organization, { repository: "app" });
  await page.goto(`${paths.images}?organization=${organization}`);
  await go(
    page,
    page.getByRole("row", { name: `${organization}/app` }).getByRole("button", { name: "更多操作" }),
  );
  await expect(page.getByRole("menuitem", { name: "删除" })).toBeFocused();
  await press(page, "Enter");
  const deletion = page.getByRole("dialog", { name: "删除镜像" });
  await expect(deletion.getByRole("textbox")).toBeFocused();
  await page.keyboard.type("app");
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "没有符合条件的镜像" })).toBeVisible();
});

test("keys reach the page only where they are meant for it", async ({ signedInPage: page }) => {
  await page.goto(paths.images);
  await tabTo(page, page.getByLabel("按名称筛选"));
  await page.keyboard.type("gi?u/l");
  await expect(page.getByLabel("按名称筛选")).toHaveValue("gi?u/l");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto(paths.overview);
  await expect(page.getByRole("heading", { name: "总览" })).toBeVisible();
  await press(page, "g", "i");
  await expect(page.getByRole("heading", { name: "我的镜像" })).toBeVisible();
  await press(page, "?");
  const help = page.getByRole("dialog", { name: "键盘快捷键" });
  await tabTo(
    page,
    help.getByRole("switch", { name: "启用快捷键" }).or(help.getByRole("checkbox", { name: "启用快捷键" })),
  );
  await press(page, "Space", "Escape");
  await expect(help).toBeHidden();
  await press(page, "g", "o", "?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "我的镜像" })).toBeVisible();
});

test("the first stop leads past the navigation", async ({ signedInPage: page }) => {
  await page.goto(paths.images);
  await expect(page.getByRole("heading", { name: "我的镜像" })).toBeVisible();
  await press(page, "Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await press(page, "Enter", "Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("a permission is granted, changed and removed", async ({ signedInPage: page, api, organization }) => {
  const { user } = await api.createUser();
  await page.goto(paths.organization(organization, "users"));
  await go(page, page.getByRole("button", { name: "添加授权" }));
  const drawer = page.getByRole("dialog", { name: "添加授权" });
  await tabTo(page, drawer.getByRole("combobox", { name: "用户" }));
  await page.keyboard.type(user);
  await expect(page.getByTitle(user, { exact: true })).toBeVisible();
  await press(page, "Enter");
  await tabTo(page, drawer.getByRole("radio", { name: "读取" }));
  await press(page, "ArrowRight");
  await go(page, drawer.getByRole("button", { name: "确定" }));
  await expect(drawer).toBeHidden();

  const level = page.getByRole("combobox", { name: `${user} 的权限` });
  await expect(level).toHaveText("编辑");
  await tabTo(page, level);
  await press(page, "ArrowDown");
  await expect(page.getByRole("option", { name: "管理" })).toBeVisible();
  await press(page, "ArrowDown", "Enter");
  const row = page.getByRole("row", { name: new RegExp(user) });
  await expect(row.getByText("组织：管理")).toBeVisible();

  await go(page, row.getByRole("button", { name: `删除 ${user} 的授权` }));
  await go(page, page.getByRole("dialog").getByRole("button", { name: "删除授权" }));
  await expect(row).toHaveCount(0);
  // Not lost with what went.
  expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
});

test("an image is shared, and in the ledger the share extended and revoked", async ({
  signedInPage: page,
  api,
  service,
  organization,
}) => {
  const { account } = await createPartner(service, `partner-${organization}`);
  await api.createImage(organization, { repository: "app" });
  await page.goto(paths.image(organization, "app", "sharing"));
  await go(page, page.getByRole("button", { name: "共享镜像" }));
  const drawer = page.getByRole("dialog", { name: "共享镜像" });
  await tabTo(page, drawer.getByLabel("共享给"));
  await page.keyboard.type(account);
  await go(page, drawer.getByRole("button", { name: "确定" }));
  await expect(drawer).toBeHidden();
  await go(page, page.getByRole("button", { name: `编辑对 ${account} 的共享` }));
  const editing = page.getByRole("dialog", { name: "编辑共享" });
  await tabTo(page, editing.getByRole("checkbox", { name: "永久有效" }));
  await press(page, "Space");
  await go(page, editing.getByRole("button", { name: "确定" }));
  await expect(editing).toBeHidden();
  await expect(page.getByRole("row", { name: account })).toContainText("永久有效");
  await expect(page.getByRole("button", { name: `编辑对 ${account} 的共享` })).toBeFocused();

  await page.goto(`${paths.shares}?organization=${organization}`);
  await tabTo(page, page.getByRole("checkbox", { name: `选择 ${organization}/app → ${account}` }));
  await press(page, "Space");
  const bar = page.getByRole("region", { name: "已选 1 项共享" });
  await go(page, bar.getByRole("button", { name: "延长" }));
  const extension = page.getByRole("dialog", { name: "延长 1 项共享" });
  await go(page, extension.getByRole("button", { name: "确定" }));
  await expect(extension).toBeHidden();
  await expect(page.getByRole("row", { name: account })).toContainText("还有 30 天");

  await go(page, bar.getByRole("button", { name: "取消共享" }));
  await go(page, page.getByRole("dialog").getByRole("button", { name: "取消 1 项共享" }));
  await expect(page.getByRole("heading", { name: "没有符合条件的共享" })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
});
