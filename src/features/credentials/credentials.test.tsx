/** My credentials, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { visitorOf } from "../../../mocks/scenarios.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { keepSavedFiles } from "../../../tests/support/saved-files.ts";
import { call } from "../../api/client.ts";
import { Component } from "./CredentialsPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
const saved = keepSavedFiles();
beforeEach(async () => {
  service = await createDemoService();
});

function open(search = "", answer = service) {
  serve(answer);
  return renderRoutes([{ path: "/credentials", Component }], `/credentials${search}`);
}

test("an access key is made, downloaded once, switched off and deleted", async () => {
  userEvent.setup();
  open();
  expect(await screen.findByRole("heading", { name: "No access keys yet" })).toBeTruthy();
  await userEvent.click(screen.getAllByRole("button", { name: "Create access key" })[0] as HTMLElement);
  const drawer = await screen.findByRole("dialog", { name: "Create access key" });
  await userEvent.type(within(drawer).getByRole("textbox", { name: "Description" }), "CI");
  await userEvent.click(within(drawer).getByRole("button", { name: "Create and download" }));
  await within(drawer).findByText(/only this once.* cannot be seen again/);
  const [header, row] = (await saved[0]?.text())?.split("\r\n") ?? [];
  expect(header).toBe("User Name,Access Key Id,Secret Access Key");
  const [, access, secret] = /^"admin","(\w{20})","(\w{40})"$/.exec(row ?? "") ?? [];
  expect(access).toBeTruthy();
  expect(document.body.textContent).not.toContain(secret);

  for (const [label, copy, value] of [
    ["Access Key ID (AK)", "Copy access key ID", access],
    ["Secret access key (SK)", "Copy secret access key", secret],
  ] as const) {
    expect(within(drawer).getByText(label)).toBeTruthy();
    await userEvent.click(within(drawer).getByRole("button", { name: copy }));
    expect(await navigator.clipboard.readText()).toBe(value);
  }
  await userEvent.click(within(drawer).getByRole("button", { name: "Show secret" }));
  expect(within(drawer).getByRole("figure", { name: "Secret access key (SK)" }).textContent).toContain(
    secret,
  );
  await userEvent.click(within(drawer).getByRole("button", { name: "Download credentials.csv again" }));
  expect(await saved[1]?.text()).toBe(await saved[0]?.text());

  await userEvent.click(within(drawer).getByRole("button", { name: "Done" }));
  const active = await screen.findByRole("switch", { name: `Access key ${access} active` });
  await userEvent.click(active);
  await waitFor(() => expect(active.getAttribute("aria-checked")).toBe("false"));

  await userEvent.click(screen.getByRole("button", { name: `Delete access key ${access}` }));
  await userEvent.type(await screen.findByRole("textbox", { name: /Type/ }), `${access?.slice(-4)}{Enter}`);
  expect(await screen.findByRole("heading", { name: "No access keys yet" })).toBeTruthy();
});

test("beyond the edition's limit a new one is refused with the reason", async () => {
  open("?dialog=create-access-key", async (request) =>
    request.method === "POST"
      ? Response.json({ error: { code: 400, message: "akSkNumExceed: at most 2" } }, { status: 400 })
      : service(request),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Create and download" }));
  expect((await screen.findByRole("alert")).textContent).toContain("at most 2 access keys");
  expect(saved).toEqual([]);
});

test("the password is changed, and the person stays signed in", async () => {
  const router = open("?dialog=change-password");
  const type = async (name: string, text: string) => {
    const field = await screen.findByLabelText(name);
    await userEvent.clear(field);
    await userEvent.type(field, text);
  };
  await type("Current password", "not it");
  await type("New password", "a new long password");
  await type("New password again", "a new long passwort");
  const submit = within(screen.getByRole("dialog")).getByRole("button", { name: "Change password" });
  await userEvent.click(submit);
  expect(screen.getByText("The two new passwords differ")).toBeTruthy();
  await type("New password again", "a new long password");
  await userEvent.click(submit);
  expect(await screen.findByText("The current password is not right")).toBeTruthy();
  await type("Current password", visitorOf("company").password);
  await userEvent.click(submit);
  await waitFor(() => expect(router.state.location.search).toBe(""));
  expect((await service(new Request(`${ORIGIN}/api/getting-started`))).status).toBe(200);
});

test("temporary logins are listed and ended, one or all", async () => {
  userEvent.setup();
  serve(service);
  for (let at = 0; at < 3; at++) await call("CreateSecret", { query: {} });
  open();
  const [first] = await screen.findAllByRole("button", { name: /^End login \w{20}$/ });
  const name = first?.getAttribute("aria-label") ?? "";
  await userEvent.click(first as HTMLElement);
  await waitFor(() => expect(screen.queryByRole("button", { name })).toBeNull());
  expect(screen.getAllByRole("button", { name: /^End login/ })).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "End all temporary logins" }));
  const dialog = await screen.findByRole("dialog", { name: "End all temporary logins" });
  expect(within(dialog).getByText(/^2 temporary logins/)).toBeTruthy();
  await userEvent.type(within(dialog).getByRole("textbox"), "admin");
  await userEvent.click(within(dialog).getByRole("button", { name: "End all temporary logins" }));
  expect(await screen.findByRole("heading", { name: "No temporary logins" })).toBeTruthy();
});
