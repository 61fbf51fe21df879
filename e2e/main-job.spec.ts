/** The job the console is for: sign in, create an organization, upload an archive, see it, sign a client in, pull. */
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { test } from "./support/fixtures.ts";
import { makeDockerArchive, makeImage, makeOciArchive, TAG } from "./support/image.ts";
import { dockerEnv, run } from "./support/run.ts";
import { chooseOption } from "./support/select.ts";
import { signIn } from "./support/sign-in.ts";
import { copy, type Pulled, readPulled } from "./support/skopeo.ts";

test.use({ locale: "zh-CN", permissions: ["clipboard-read", "clipboard-write"] });

async function createOrganization(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "组织管理" }).click();
  // The list's own button; an empty list offers a second one.
  await page.getByRole("button", { name: "创建组织" }).first().click();
  const form = page.getByRole("dialog", { name: "创建组织" });
  await form.getByLabel("组织名称").fill(name);
  await form.getByRole("button", { name: "确定" }).click();
  await expect(page.getByRole("row", { name })).toBeVisible();
}

async function upload(page: Page, organization: string, archive: string): Promise<void> {
  await page.getByRole("link", { name: "我的镜像" }).click();
  await page.getByRole("button", { name: "页面上传" }).first().click();
  const dialog = page.getByRole("dialog", { name: "页面上传" });
  await chooseOption(dialog.getByLabel("组织", { exact: true }), organization);
  await dialog.getByLabel("选择镜像文件").setInputFiles(archive);
  await expect(dialog.getByLabel("镜像名称")).toHaveValue("app");
  await expect(dialog.getByLabel("镜像版本")).toHaveValue(TAG);
  await dialog.getByRole("button", { name: "开始上传" }).click();
  await expect(page.getByText("上传完成")).toBeVisible();
}

/** Whoever copies the command from the page and runs it is signed in; the folder then holds the credentials. */
async function logIn(page: Page, folder: string): Promise<void> {
  await page.getByRole("button", { name: "登录指令" }).first().click();
  const dialog = page.getByRole("dialog", { name: "登录指令" });
  await dialog.getByRole("button", { name: "复制登录指令" }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "已复制" })).toBeAttached();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const login = await run("bash", ["-c", command], dockerEnv(folder));
  expect(login.output).toContain("Login Succeeded");
}

async function pull(host: string, image: string, folder: string): Promise<Pulled> {
  const authfile = ["--authfile", join(folder, "config.json")];
  const pulled = await copy(`docker://${host}/${image}`, `dir:${folder}/pulled`, authfile);
  expect(pulled.code, pulled.output).toBe(0);
  return readPulled(join(folder, "pulled"));
}

const KINDS = [
  { kind: "legacy", make: makeDockerArchive },
  { kind: "OCI", make: makeOciArchive },
] as const;

for (const { kind, make } of KINDS) {
  test(`from signing in to pulling what was uploaded: ${kind} archive`, async ({ page, service, folder }) => {
    const organization = `main-job-${kind.toLowerCase()}`;
    const image = await makeImage(folder);
    const archive = join(folder, "saved.tar");
    await make(image, archive, "registry.example/somewhere/app");

    await signIn(page);
    await createOrganization(page, organization);
    await upload(page, organization, archive);

    await page.getByLabel("按名称筛选").fill("app");
    await page
      .getByRole("table", { name: "我的镜像" })
      .getByRole("link", { name: new RegExp(`^${organization} ?/ ?app$`) })
      .click();
    await expect(page.getByRole("heading", { name: `${organization}/app` })).toBeVisible();
    await expect(page.getByRole("row", { name: TAG })).toBeVisible();

    await logIn(page, folder);
    const pulled = await pull(service.host, `${organization}/app:${TAG}`, folder);
    expect(pulled.diffIds).toEqual(image.diffIds);
    // The legacy form holds no manifest; the OCI form's is kept byte by byte.
    if (kind === "OCI") expect(pulled.manifestDigest).toBe(image.manifestDigest);
  });
}
