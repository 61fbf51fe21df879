import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { queryClient } from "../../api/query-client.ts";
import { PullCommand } from "./PullCommand.tsx";

setUpConsole();
afterEach(() => localStorage.clear());

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

const REFERENCE = "swr.example.com/team/app:1.0";

function open() {
  const asked: string[] = [];
  serve((request) => {
    asked.push(request.url);
    return service(request);
  });
  renderRoutes([{ path: "/", element: <PullCommand reference={REFERENCE} /> }], "/");
  return asked;
}

test("copies docker's command, and makes no login for it", async () => {
  const user = userEvent.setup();
  const asked = open();
  await user.click(screen.getByRole("button", { name: "Pull command" }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(`docker pull ${REFERENCE}`));
  expect(asked).toEqual([]);
});

test("the menu copies for another client, which the button then copies for", async () => {
  const user = userEvent.setup();
  open();
  await user.click(screen.getByRole("button", { name: "Pull command for another client" }));
  await user.click(await screen.findByRole("menuitem", { name: "Copy for nerdctl" }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(`nerdctl pull ${REFERENCE}`));
  await navigator.clipboard.writeText("");
  await user.click(screen.getByRole("button", { name: "Pull command" }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(`nerdctl pull ${REFERENCE}`));
});

test("helm's command pulls a chart", async () => {
  const user = userEvent.setup();
  open();
  await user.click(screen.getByRole("button", { name: "Pull command for another client" }));
  await user.click(await screen.findByRole("menuitem", { name: "Copy for Helm" }));
  await waitFor(async () =>
    expect(await navigator.clipboard.readText()).toBe(
      "helm pull oci://swr.example.com/team/app --version 1.0",
    ),
  );
});

test.each([
  ["ctr", `ctr image pull --user '<user>:<key>' ${REFERENCE}`],
  ["crictl", `crictl pull --creds '<user>:<key>' ${REFERENCE}`],
])("copying %s's command makes no login: it has a place for one", async (client, command) => {
  const user = userEvent.setup();
  localStorage.setItem("swr.client", client);
  const asked = open();
  await user.click(screen.getByRole("button", { name: "Pull command" }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(command));
  await navigator.clipboard.writeText("");
  await user.click(screen.getByRole("button", { name: "Pull command for another client" }));
  await user.click(await screen.findByRole("menuitem", { name: `Copy for ${client}` }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(command));
  expect(asked).toEqual([]);
});

test("a new temporary login is filled in for whoever asks for it, and nothing of it stays", async () => {
  const user = userEvent.setup();
  const asked = open();
  await user.click(screen.getByRole("button", { name: "Pull command for another client" }));
  await user.click(await screen.findByRole("menuitem", { name: "Copy for ctr with a new temporary login" }));
  await waitFor(async () =>
    expect(await navigator.clipboard.readText()).toMatch(
      /^ctr image pull --user \S+:\w{64} swr\.example\.com\/team\/app:1\.0$/,
    ),
  );
  expect(asked.filter((url) => url.includes("/utils/secret"))).toHaveLength(1);
  await waitFor(() => expect(JSON.stringify(queryClient.getQueriesData({}))).not.toContain("credentials"));
});

test("a login that is refused is said to have failed", async () => {
  const user = userEvent.setup();
  serve(async () => Response.json({ error_code: "SVCSTG.SWR.4030170" }, { status: 403 }));
  renderRoutes([{ path: "/", element: <PullCommand reference={REFERENCE} /> }], "/");
  await user.click(screen.getByRole("button", { name: "Pull command for another client" }));
  await user.click(
    await screen.findByRole("menuitem", { name: "Copy for crictl with a new temporary login" }),
  );
  await waitFor(() =>
    expect(screen.getAllByRole("status").some(({ textContent }) => textContent !== "")).toBe(true),
  );
});
