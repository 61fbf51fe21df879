import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { createDemoApp } from "../../../mocks/demo-app.ts";
import { queryClient } from "../../api/query-client.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../testing.tsx";
import { PullCommand } from "./PullCommand.tsx";

setUpConsole();
afterEach(() => localStorage.clear());

let service: Awaited<ReturnType<typeof createDemoApp>>;
beforeAll(async () => {
  service = await createDemoApp(ORIGIN);
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

test("ctr's command holds a new temporary login, of which nothing stays", async () => {
  const user = userEvent.setup();
  localStorage.setItem("swr.client", "ctr");
  open();
  await user.click(screen.getByRole("button", { name: "Pull command" }));
  await waitFor(async () =>
    expect(await navigator.clipboard.readText()).toMatch(
      /^ctr image pull --user \S+:\w{64} swr\.example\.com\/team\/app:1\.0$/,
    ),
  );
  await waitFor(() => expect(JSON.stringify(queryClient.getQueriesData({}))).not.toContain("credentials"));
});

test("a login that is refused is said to have failed", async () => {
  const user = userEvent.setup();
  localStorage.setItem("swr.client", "crictl");
  serve(async () => Response.json({ error_code: "SVCSTG.SWR.4030170" }, { status: 403 }));
  renderRoutes([{ path: "/", element: <PullCommand reference={REFERENCE} /> }], "/");
  await user.click(screen.getByRole("button", { name: "Pull command" }));
  await waitFor(() =>
    expect(screen.getAllByRole("status").some(({ textContent }) => textContent !== "")).toBe(true),
  );
});
