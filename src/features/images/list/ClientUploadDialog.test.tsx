/** 「客户端上传」 in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { chooseVersion, copied, KEY, serveLogins, withoutKeys } from "../../../../tests/support/commands.ts";
import { ORIGIN, renderRoutes, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { ClientUploadDialog } from "./ClientUploadDialog.tsx";

setUpConsole();
afterEach(() => localStorage.clear());

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

const HOST = new URL(ORIGIN).host;

async function open(organization = "payments") {
  const logins = serveLogins(service);
  renderRoutes(
    [{ path: "/", element: <ClientUploadDialog organization={organization} onClose={() => {}} /> }],
    "/",
  );
  await screen.findByRole("tab", { name: "docker" });
  return { logins, user: userEvent.setup() };
}

test("login and push of an image that is not there yet", async () => {
  const { user, logins } = await open();
  expect(logins).toHaveLength(1);
  const dialog = within(screen.getByRole("dialog", { name: "Client upload" }));
  expect(dialog.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
    "docker",
    "podman",
    "nerdctl",
    "ctr",
    "skopeo",
    "Helm",
  ]);
  expect(dialog.queryByRole("button", { name: "Copy pull command" })).toBeNull();
  const image = dialog.getByRole("textbox", { name: "Image name" });
  await user.clear(image);
  await user.type(image, "tools/web");
  await chooseVersion(user, "2.0.0");
  const address = `${HOST}/payments/tools/web:2.0.0`;
  const commands: Record<string, string[]> = {
    docker: [`docker tag web:2.0.0 ${address}`, `docker push ${address}`],
    podman: [`podman tag web:2.0.0 ${address}`, `podman push ${address}`],
    nerdctl: [`nerdctl tag web:2.0.0 ${address}`, `nerdctl push ${address}`],
  };
  for (const [client, expected] of Object.entries(commands)) {
    await user.click(dialog.getByRole("tab", { name: client }));
    expect(await copied(user, "tag", "push")).toEqual(expected);
    expect(withoutKeys(await copied(user, "login"))[0]).toMatch(
      new RegExp(`^${client} login -u \\S+ -p KEY`),
    );
  }
  await user.click(dialog.getByRole("tab", { name: "ctr" }));
  expect(withoutKeys(await copied(user, "push"))[0]).toMatch(/^ctr image push --user \S+:KEY /);
  await user.click(dialog.getByRole("tab", { name: "skopeo" }));
  expect(await copied(user, "push")).toEqual([`skopeo copy docker-daemon:web:2.0.0 docker://${address}`]);
  await user.click(dialog.getByRole("tab", { name: "Helm" }));
  expect(await copied(user, "push")).toEqual([`helm push web-2.0.0.tgz oci://${HOST}/payments/tools`]);
});

test("the login for an upload is masked, counted down, and can be kept out of the history", async () => {
  const { user } = await open();
  expect(screen.getByText(/ left$/)).toBeTruthy();
  expect(document.body.textContent).not.toMatch(KEY);
  await user.click(screen.getByRole("checkbox", { name: "Keep the key out of the history" }));
  expect((await copied(user, "login"))[0]).toContain("--password-stdin");
});

test("no commands while a name is not right", async () => {
  const { user } = await open();
  await user.clear(screen.getByRole("textbox", { name: "Image name" }));
  expect((await screen.findByText(/the commands follow/)).getAttribute("role")).toBe("status");
  await waitFor(() => expect(screen.queryByRole("tab", { name: "docker" })).toBeNull());
});
