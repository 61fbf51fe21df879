/** The dialog in front of the service itself. */
import { createHmac } from "node:crypto";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { queryClient } from "../../api/query-client.ts";
import { LoginCommandDialog } from "./LoginCommandDialog.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(answer = service) {
  const commands: string[] = [];
  /** All that left the page. */
  const sent: string[] = [];
  serve(async (request) => {
    const copy = request.clone();
    const response = await answer(request);
    const command = response.headers.get("X-Swr-Dockerlogin");
    if (command !== null) commands.push(command);
    sent.push(`${request.url} ${await copy.text()} ${JSON.stringify([...request.headers])}`);
    return response;
  });
  const onClose = vi.fn();
  const routes = [
    { path: "/", element: <LoginCommandDialog onClose={onClose} /> },
    { path: "/elsewhere", element: null },
  ];
  const router = renderRoutes(routes, "/");
  return { commands, sent, onClose, router };
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

test("a browser whose clock is wrong counts by the service's", async () => {
  open(async (request) => {
    const response = await service(request);
    if (response.headers.has("X-Swr-Expireat")) {
      response.headers.set("Date", "Sun, 01 Mar 2020 08:00:00 GMT");
      response.headers.set("X-Swr-Expireat", "2020-03-01T09:00:00.123456Z");
    }
    return response;
  });
  await block();
  expect(screen.getByText(/1:00:00|59:\d\d/)).toBeTruthy();
  expect(screen.queryByText(/^Expired/, { selector: "strong" })).toBeNull();
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
  await user.click(screen.getByRole("checkbox", { name: "Keep the key out of the history" }));
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
    if (response.headers.has("X-Swr-Expireat")) {
      response.headers.set("X-Swr-Expireat", "2020-01-01T00:00:00.123456Z");
    }
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
    refused && request.url.includes("/utils/secret")
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

test("without programmatic access a user is told whom to ask, and no login is made", async () => {
  const { commands, sent } = open(async (request) => {
    const answer = await service(request);
    if (!request.url.endsWith("/api/session")) return answer;
    const session = await answer.json();
    return Response.json({ ...session, user: { ...session.user, hasProgrammaticAccess: false } });
  });
  const dialog = await screen.findByRole("dialog", { name: "Login command" });
  expect(dialog.textContent).toContain("admin has no programmatic access");
  expect(dialog.textContent).toContain("administrator of the account demo");
  expect(screen.queryByRole("tab")).toBeNull();
  expect(commands).toEqual([]);
  expect(sent.filter((text) => text.includes("/utils/secret"))).toEqual([]);
});

test("each client gets its own command, and the choice is remembered", async () => {
  const user = userEvent.setup();
  open();
  await block();
  const copied = async (client: string) => {
    await user.click(screen.getByRole("tab", { name: client }));
    await user.click(screen.getByRole("button", { name: "Copy login command" }));
    return navigator.clipboard.readText();
  };
  expect(await copied("podman")).toMatch(/^podman login -u \S+ -p \w{64} /);
  expect(await copied("ctr")).toMatch(/^ctr image pull --user \S+:\w{64} /);
  expect(await copied("crictl")).toMatch(/^crictl pull --creds \S+:\w{64} /);
  expect(await copied("Helm")).toMatch(/^helm registry login -u /);
  expect(await copied("Kubernetes")).toMatch(/^kubectl create secret docker-registry /);
  expect(localStorage.getItem("swr.client")).toBe("kubernetes");
  const secret = parse(await copiedManifest(user));
  expect(secret.type).toBe("kubernetes.io/dockerconfigjson");
  localStorage.clear();
});

async function copiedManifest(user: ReturnType<typeof userEvent.setup>): Promise<string> {
  await user.click(screen.getByRole("button", { name: "Copy secret manifest" }));
  return navigator.clipboard.readText();
}

test("another lifetime makes another login", async () => {
  const user = userEvent.setup();
  const { commands, sent } = open();
  await block();
  await user.click(screen.getByRole("combobox", { name: "Lifetime" }));
  await user.click(await screen.findByText("15 minutes"));
  await waitFor(() => expect(commands).toHaveLength(2));
  expect(sent.some((text) => text.includes("duration_seconds=900"))).toBe(true);
});

const KEY = { access: "AKIA0123456789", secret: "a-secret-nobody-may-see" };
const LOGIN_KEY = createHmac("sha256", KEY.secret).update(KEY.access).digest("hex");

/** A long-lived command on the clipboard, and no trace of the secret anywhere. */
async function expectLongLived(user: ReturnType<typeof userEvent.setup>, sent: string[]) {
  const copy = await screen.findByRole("button", { name: "Copy login command" });
  await user.click(copy);
  const command = await navigator.clipboard.readText();
  expect(command).toMatch(new RegExp(`^docker login -u \\S+@${KEY.access} -p ${LOGIN_KEY} `));
  const traces = [
    ...sent,
    document.body.innerHTML,
    location.href,
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    JSON.stringify(queryClient.getQueriesData({})),
  ];
  expect(traces.join()).not.toContain(KEY.secret);
  expect(sent.join()).not.toContain(LOGIN_KEY);
}

test("a long-lived login of a typed access key, whose secret is never sent or kept", async () => {
  const user = userEvent.setup();
  const { sent } = open();
  await block();
  await user.click(screen.getByRole("tab", { name: "Long-lived" }));
  await user.click(await screen.findByRole("button", { name: "Make login command" }));
  expect(await screen.findByText(/^Enter the AK/)).toBeTruthy();
  await user.type(screen.getByLabelText("Access key ID (AK)"), KEY.access);
  const secret = screen.getByLabelText("Secret access key (SK)");
  await user.type(secret, KEY.secret);
  expect(secret.getAttribute("type")).toBe("password");
  await user.click(screen.getByRole("button", { name: "Make login command" }));
  await expectLongLived(user, sent);
});

test("a long-lived login of credentials.csv, after a wrong file", async () => {
  const user = userEvent.setup();
  const { sent } = open();
  await block();
  await user.click(screen.getByRole("tab", { name: "Long-lived" }));
  const chooser = await screen.findByLabelText("Choose credentials.csv", { selector: "input" });
  await user.upload(chooser, new File(["name,size"], "other.csv", { type: "text/csv" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Not credentials\.csv/);
  const csv = `User Name,Access Key Id,Secret Access Key\r\n"u","${KEY.access}","${KEY.secret}"\r\n`;
  await user.upload(chooser, new File([csv], "credentials.csv", { type: "text/csv" }));
  await expectLongLived(user, sent);
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
