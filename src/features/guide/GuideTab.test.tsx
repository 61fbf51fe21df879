/** 「Pull/Push指南」 in front of the service itself. */
import { screen } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { chooseVersion, copied, KEY, serveLogins, withoutKeys } from "../../../tests/support/commands.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { imageRoutes } from "../../image-routes.tsx";

setUpConsole();
afterEach(() => localStorage.clear());

type Service = Awaited<ReturnType<typeof createDemoService>>;

let service: Service;
beforeAll(async () => {
  service = await createDemoService();
});

const HOST = new URL(ORIGIN).host;
const LEDGER = `${HOST}/payments/ledger`;

function openGuide(search = "", answer = service) {
  const logins = serveLogins(answer);
  renderRoutes(imageRoutes, `/images/payments/ledger/guide${search}`);
  return { logins, user: userEvent.setup() };
}

async function logIn(user: UserEvent) {
  await user.click(await screen.findByRole("button", { name: "Fill in a temporary login" }));
  await screen.findByText(/ left$/);
}

const KEEPING_LOGIN = [
  [
    "docker",
    `docker pull ${LEDGER}:3.4.7`,
    [`docker tag ledger:3.4.7 ${LEDGER}:3.4.7`, `docker push ${LEDGER}:3.4.7`],
  ],
  [
    "podman",
    `podman pull ${LEDGER}:3.4.7`,
    [`podman tag ledger:3.4.7 ${LEDGER}:3.4.7`, `podman push ${LEDGER}:3.4.7`],
  ],
  [
    "nerdctl",
    `nerdctl pull ${LEDGER}:3.4.7`,
    [`nerdctl tag ledger:3.4.7 ${LEDGER}:3.4.7`, `nerdctl push ${LEDGER}:3.4.7`],
  ],
  [
    "skopeo",
    `skopeo copy docker://${LEDGER}:3.4.7 docker-archive:ledger.tar:ledger:3.4.7`,
    [`skopeo copy docker-daemon:ledger:3.4.7 docker://${LEDGER}:3.4.7`],
  ],
  [
    "Helm",
    `helm pull oci://${LEDGER} --version 3.4.7`,
    [`helm push ledger-3.4.7.tgz oci://${HOST}/payments`],
  ],
] as const;

test.each(KEEPING_LOGIN)("the guide for %s: login, pull and push of this image", async (name, pull, push) => {
  const { user } = openGuide(`?client=${name.toLowerCase()}`);
  await chooseVersion(user, "3.4.7");
  await logIn(user);
  expect(screen.getByRole("tab", { name, selected: true })).toBeTruthy();
  const words = name === "Helm" ? "helm registry login" : `${name} login`;
  const [login, ...rest] = withoutKeys(await copied(user, "login", "pull"));
  expect(login).toMatch(new RegExp(`^${words} -u \\S+ -p KEY ${HOST}$`));
  expect(rest).toEqual([pull]);
  expect(
    await copied(user, ...(push.length === 2 ? (["tag", "push"] as const) : (["push"] as const))),
  ).toEqual(push);
});

test("the guide for ctr: the login is in pull and push", async () => {
  const { user } = openGuide("?client=ctr");
  expect(await copied(user, "pull")).toEqual([`ctr image pull ${LEDGER}:latest`]);
  await logIn(user);
  const [pull, tag, push] = withoutKeys(await copied(user, "pull", "tag", "push"));
  expect(pull).toMatch(new RegExp(`^ctr image pull --user \\S+:KEY ${LEDGER}:latest$`));
  expect(tag).toBe(`ctr image tag ledger:latest ${LEDGER}:latest`);
  expect(push).toMatch(new RegExp(`^ctr image push --user \\S+:KEY ${LEDGER}:latest$`));
});

test("the guide for crictl: the login is in the pull, and there is no push", async () => {
  const { user } = openGuide("?client=crictl");
  await logIn(user);
  const [pull] = withoutKeys(await copied(user, "pull"));
  expect(pull).toMatch(new RegExp(`^crictl pull --creds \\S+:KEY ${LEDGER}:latest$`));
  expect(screen.queryByRole("button", { name: "Copy push command" })).toBeNull();
  expect(screen.getByText("crictl can only pull; push with another client.")).toBeTruthy();
});

test("the guide for Kubernetes: the secret, and a pod that pulls this image with it", async () => {
  const { user } = openGuide("?client=kubernetes");
  await logIn(user);
  await user.click(screen.getByRole("button", { name: "Copy secret manifest" }));
  expect(await navigator.clipboard.readText()).toContain("kubernetes.io/dockerconfigjson");
  await user.click(screen.getByRole("button", { name: "Copy pod manifest" }));
  expect(await navigator.clipboard.readText()).toContain(`image: "${LEDGER}:latest"`);
});

test("Helm is told what a chart's tag is where the tag is no version", async () => {
  const { user } = openGuide("?client=helm");
  expect(await screen.findByText(/latest is none/)).toBeTruthy();
  expect(await copied(user, "pull")).toEqual([`helm pull oci://${LEDGER}`]);
  await chooseVersion(user, "1.2.0_build");
  expect(screen.getByText(/here ledger and 1\.2\.0\+build/)).toBeTruthy();
  expect(await copied(user, "pull")).toEqual([`helm pull oci://${LEDGER} --version 1.2.0+build`]);
});

test("a text that is no tag gets into no command", async () => {
  const { user } = openGuide("?client=docker");
  await chooseVersion(user, "-v;id");
  expect(screen.getByRole("textbox", { name: "Tag" }).getAttribute("aria-invalid")).toBe("true");
  expect(await copied(user, "pull")).toEqual([`docker pull ${LEDGER}:latest`]);
});

test("reading the guide makes no login; asking makes one, masked until it is shown", async () => {
  const { user, logins } = openGuide("?client=docker");
  await screen.findByRole("button", { name: "Copy pull command" });
  expect(logins).toEqual([]);
  await logIn(user);
  expect(logins).toHaveLength(1);
  expect(document.body.textContent).not.toMatch(KEY);
  await user.click(screen.getByRole("button", { name: "Show secret" }));
  expect(screen.getByRole("figure", { name: "Log in" }).textContent).toMatch(KEY);
});

test("the key need not get into the history", async () => {
  const { user } = openGuide("?client=podman");
  await logIn(user);
  await user.click(screen.getByRole("checkbox", { name: "Keep the key out of the history" }));
  const [login = ""] = await copied(user, "login");
  expect(login).toContain("--password-stdin");
  expect(login).not.toMatch(KEY);
  await user.click(screen.getByRole("button", { name: "Copy login key" }));
  expect(await navigator.clipboard.readText()).toMatch(/^[0-9a-f]{64}$/);
  await user.click(screen.getByRole("tab", { name: "ctr" }));
  for (const command of await copied(user, "pull", "push")) {
    expect(command).toMatch(/ --user \S+ /);
    expect(command).not.toMatch(KEY);
  }
});

test("a login that has expired goes out of the commands, and another can be made", async () => {
  let expired = true;
  const { user, logins } = openGuide("?client=ctr", async (request) => {
    const response = await service(request);
    if (expired && response.headers.has("X-Swr-Expireat")) {
      response.headers.set("X-Swr-Expireat", "2020-01-01T00:00:00.123456Z");
    }
    return response;
  });
  await user.click(await screen.findByRole("button", { name: "Fill in a temporary login" }));
  expect(await screen.findByText(/^Expired/, { selector: "strong" })).toBeTruthy();
  expect(await copied(user, "pull")).toEqual([`ctr image pull ${LEDGER}:latest`]);
  expired = false;
  await logIn(user);
  expect(logins).toHaveLength(2);
  expect((await copied(user, "pull"))[0]).toMatch(KEY);
});

test("the guide tells who may only pull that they may not push", async () => {
  serve(await createDemoService("limited"));
  renderRoutes(imageRoutes, "/images/base-images/alpine/guide");
  expect(await screen.findByText(/you can pull, but not push/)).toBeTruthy();
});
