/** The login command of the page with real clients, and who is refused. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { run } from "./support/run.ts";
import { copy, pullCredentials, pushCredentials } from "./support/skopeo.ts";

test.use({ locale: "zh-CN", permissions: ["clipboard-read", "clipboard-write"] });

/** Without an engine the client signs in by itself; the folder keeps it off the configuration of whoever runs this. */
const client = (folder: string) => ({ DOCKER_CONFIG: folder, DOCKER_HOST: "unix:///nonexistent.sock" });

test("the copied command signs docker in, and its credentials push and pull", async ({
  signedInPage: page,
  service,
  organization,
  folder,
}) => {
  await page.goto("/");
  await page.getByRole("button", { name: "登录指令" }).first().click();
  const dialog = page.getByRole("dialog", { name: "登录指令" });
  await dialog.getByRole("button", { name: "复制登录指令" }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "已复制" })).toBeAttached();
  const command = await page.evaluate(() => navigator.clipboard.readText());

  const login = await run("bash", ["-c", command], client(folder));
  expect(login.output).toContain("Login Succeeded");

  const image = await makeImage(folder);
  const repository = `docker://${service.host}/${organization}/by-client:${TAG}`;
  const authfile = ["--authfile", join(folder, "config.json")];
  const pushed = await copy(`oci:${image.layout}:${TAG}`, repository, authfile);
  expect(pushed.code, pushed.output).toBe(0);
  const pulled = await copy(repository, `dir:${folder}/pulled`, authfile);
  expect(pulled.code, pulled.output).toBe(0);
});

test("a wrong key is refused", async ({ service, api, folder }) => {
  const { user, password } = await api.createLogin();
  const wrong = password.replace(/^./, (first) => (first === "0" ? "1" : "0"));
  const login = await run("docker", ["login", "-u", user, "-p", wrong, service.host], client(folder));
  expect(login.code).not.toBe(0);
  expect(login.output).toContain("denied: Authenticate Error");
});

test("a private image cannot be read without signing in", async ({ service, api, organization, folder }) => {
  const image = await makeImage(folder);
  const login = await api.createLogin();
  const repository = `docker://${service.host}/${organization}/private:${TAG}`;
  const pushed = await copy(`oci:${image.layout}:${TAG}`, repository, pushCredentials(login));
  expect(pushed.code, pushed.output).toBe(0);

  const anonymous = await copy(repository, `dir:${folder}/anonymous`, ["--src-no-creds"]);
  expect(anonymous.code).not.toBe(0);
  expect(anonymous.output).toContain("unauthorized");
  const known = await copy(repository, `dir:${folder}/known`, pullCredentials(login));
  expect(known.code, known.output).toBe(0);
});
