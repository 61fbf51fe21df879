/** Who the registry refuses. That the right credentials work is main-job.spec.ts. */
import { expect } from "@playwright/test";
import { test } from "./support/fixtures.ts";
import { makeImage, TAG } from "./support/image.ts";
import { dockerEnv, run } from "./support/run.ts";
import { copy, pullCredentials, pushCredentials } from "./support/skopeo.ts";

test("a wrong key is refused", async ({ service, api, folder }) => {
  const { user, password } = await api.createLogin();
  const wrong = password.replace(/^./, (first) => (first === "0" ? "1" : "0"));
  const login = await run("docker", ["login", "-u", user, "-p", wrong, service.host], dockerEnv(folder));
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
