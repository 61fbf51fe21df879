/** The dialog in front of the service itself. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { createDemoApp } from "../../../mocks/demo-app.ts";
import { queryClient } from "../../api/query-client.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../testing.tsx";
import { LoginCommandDialog } from "./LoginCommandDialog.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoApp>>;
beforeAll(async () => {
  service = await createDemoApp(ORIGIN);
});

function open(answer = service) {
  const commands: (string | null)[] = [];
  serve(async (request) => {
    const response = await answer(request);
    commands.push(response.headers.get("X-Swr-Dockerlogin"));
    return response;
  });
  const onClose = vi.fn();
  const routes = [
    { path: "/", element: <LoginCommandDialog onClose={onClose} /> },
    { path: "/elsewhere", element: null },
  ];
  const router = renderRoutes(routes, "/");
  return { commands, onClose, router };
}

const block = () => screen.findByRole("figure", { name: "Login command" });

test("shows the service's own command, masked until asked", async () => {
  const { commands } = open();
  const figure = await block();
  const command = commands[0] ?? "";
  const key = / -p (\w{64}) /.exec(command)?.[1] ?? "none";
  expect(command).toContain(key);
  expect(document.body.textContent).not.toContain(key);

  const toggle = screen.getByRole("button", { name: "Show secret" });
  expect(toggle.getAttribute("aria-pressed")).toBe("false");
  await userEvent.click(toggle);
  expect(toggle.getAttribute("aria-pressed")).toBe("true");
  expect(figure.querySelector("pre")?.textContent).toBe(command);
});

test("copies the real command while it is masked", async () => {
  const user = userEvent.setup();
  const { commands } = open();
  await block();
  await user.click(screen.getByRole("button", { name: "Copy login command" }));
  expect(await navigator.clipboard.readText()).toBe(commands[0]);
});

test("the other way: a command without the key, and the key by itself", async () => {
  const user = userEvent.setup();
  const { commands } = open();
  await block();
  const key = / -p (\w{64}) /.exec(commands[0] ?? "")?.[1] ?? "none";
  await user.click(screen.getByRole("tab", { name: "Key not in history" }));
  await user.click(screen.getByRole("button", { name: "Copy login key" }));
  expect(await navigator.clipboard.readText()).toBe(key);
  const [first] = screen.getAllByRole("button", { name: "Copy login command" }).slice(-1);
  await user.click(first as HTMLElement);
  const copied = await navigator.clipboard.readText();
  expect(copied).toContain("--password-stdin");
  expect(copied).not.toContain(key);
});

test("a new command takes the old one's place, masked", async () => {
  const { commands } = open();
  await block();
  await userEvent.click(screen.getByRole("button", { name: "Show secret" }));
  await userEvent.click(screen.getByRole("button", { name: "New command" }));
  await waitFor(() => expect(commands).toHaveLength(2));
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Show secret" }).getAttribute("aria-pressed")).toBe("false"),
  );
  await userEvent.click(screen.getByRole("button", { name: "Show secret" }));
  expect((await block()).querySelector("pre")?.textContent).toBe(commands[1]);
});

test("a command that has expired says so and cannot be used by mistake", async () => {
  open(async (request) => {
    const response = await service(request);
    response.headers.set("X-Swr-Expireat", "2020-01-01T00:00:00.123456Z");
    return response;
  });
  const figure = await block();
  const said = screen.getAllByRole("status").map(({ textContent }) => textContent);
  expect(said).toContainEqual(expect.stringMatching(/^Expired/));
  expect(figure.closest("[inert]")).toBeTruthy();
  expect(screen.getByRole("button", { name: "New command" })).toBeTruthy();
});

test("a refusal is said in place and can be tried again", async () => {
  let refused = true;
  open(async (request) =>
    refused
      ? Response.json({ error_code: "SVCSTG.SWR.4030170", request_id: "request-3" }, { status: 403 })
      : service(request),
  );
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("You do not have permission for this");
  expect(alert.textContent).toContain("request-3");
  refused = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await block()).toBeTruthy();
});

test("nothing of the secret stays behind", async () => {
  const { commands, router } = open();
  await block();
  const key = / -p (\w{64}) /.exec(commands[0] ?? "")?.[1] ?? "none";
  expect(JSON.stringify(queryClient.getQueriesData({}))).toContain(key);
  await router.navigate("/elsewhere");
  await waitFor(() => expect(JSON.stringify(queryClient.getQueriesData({}))).not.toContain(key));
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(key);
});
