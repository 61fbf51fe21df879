/** The page and its form, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { Component as Form } from "./OrganizationForm.tsx";
import { Component as List } from "./OrganizationListPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(path: string, answer = service) {
  serve(answer);
  const children = [{ path: "new", Component: Form }];
  return renderRoutes([{ path: "/organizations", Component: List, children }], path);
}

const drawer = () => screen.findByRole("dialog", { name: "Create organization" });
const nameField = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Organization name" });
const description = (field: HTMLElement) =>
  document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent;

test("lists organizations with a filter kept in the address", async () => {
  const router = open("/organizations?q=plat");
  const table = await screen.findByRole("table", { name: "Organizations" });
  const rows = await within(table).findAllByRole("rowheader");
  expect(rows).toHaveLength(1);
  const link = within(table).getByRole<HTMLAnchorElement>("link", { name: "data-platform" });
  expect(link.getAttribute("href")).toBe("/organizations/data-platform/images");

  await userEvent.clear(screen.getByRole("searchbox"));
  await waitFor(() => expect(within(table).getAllByRole("rowheader").length).toBeGreaterThan(1));
  expect(router.state.location.search).toBe("");
});

test("an organization with images cannot be deleted, and says why", async () => {
  open("/organizations");
  const button = await screen.findByRole("button", { name: "Delete organization data-platform" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(description(button)).toBe("The organization still has images; delete them first");
  await userEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("checks the name while it is typed, but lets a name be typed to its end", async () => {
  open("/organizations/new");
  const field = await nameField();
  await userEvent.type(field, "my-");
  expect(field.getAttribute("aria-invalid")).toBe("false");
  await userEvent.type(field, ".team");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(description(field)).toContain("Separators may not touch");
  await userEvent.clear(field);
  await userEvent.type(field, "library");
  expect(description(field)).toBe("This name is reserved");
});

test("an empty name is refused on the spot, with the focus on the field", async () => {
  open("/organizations/new");
  const field = await nameField();
  await userEvent.click(within(await drawer()).getByRole("button", { name: "Create organization" }));
  expect(description(field)).toBe("Enter a name");
  expect(document.activeElement).toBe(field);
});

test("a name in use is said at the field, and what was typed stays", async () => {
  open("/organizations/new");
  const field = await nameField();
  await userEvent.type(field, "data-platform{Enter}");
  await waitFor(() =>
    expect(description(field)).toBe("Your account has an organization data-platform already"),
  );
  expect(field.value).toBe("data-platform");
  await userEvent.type(field, "2");
  expect(field.getAttribute("aria-invalid")).toBe("false");
});

test.each([
  ["taken by another account", async (request: Request) => taken(request)],
  [
    "or by an organization of yours that you may not see",
    async (request: Request) => (await asMember(request)) ?? taken(request),
  ],
])("of a name that is not on the list it says: %s", async (words, answer) => {
  open("/organizations/new", answer);
  await userEvent.type(await nameField(), "elsewhere{Enter}");
  await waitFor(async () => expect(description(await nameField())).toContain(words));
});

async function taken(request: Request): Promise<Response> {
  if (request.method !== "POST") return service(request);
  return Response.json({ error_code: "SVCSTG.SWR.4090060" }, { status: 409 });
}

async function asMember(request: Request): Promise<Response | undefined> {
  if (!request.url.endsWith("/api/session")) return undefined;
  const session = await (await service(request)).json();
  return Response.json({ ...session, user: { ...session.user, isAdministrator: false } });
}

test("another failure is said beside the field, with the request's id", async () => {
  open("/organizations/new", async (request) =>
    request.method === "POST"
      ? Response.json({ error_code: "SVCSTG.SWR.5001101", request_id: "request-9" }, { status: 500 })
      : service(request),
  );
  await userEvent.type(await nameField(), "new-team{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("request-9");
});

test("creates, closes, shows the new row first, and deletes it again", async () => {
  const router = open("/organizations/new?q=plat");
  await userEvent.type(await nameField(), "zz-team{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(router.state.location).toMatchObject({ pathname: "/organizations", search: "" });
  const table = screen.getByRole("table", { name: "Organizations" });
  expect(within(table).getAllByRole("rowheader")[0]?.textContent).toContain("zz-team");
  expect(screen.getByText("Organization zz-team created").getAttribute("role")).toBe("status");

  await userEvent.click(screen.getByRole("button", { name: "Delete organization zz-team" }));
  await userEvent.type(
    await screen.findByRole("textbox", { name: "Type zz-team to confirm" }),
    "zz-team{Enter}",
  );
  await waitFor(() => expect(screen.queryByRole("link", { name: "zz-team" })).toBeNull());
});

test("Escape closes the form and keeps the list's filter", async () => {
  const router = open("/organizations/new?q=plat");
  await userEvent.type(await nameField(), "half{Escape}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/organizations"));
  expect(router.state.location.search).toBe("?q=plat");
});

test("without organizations the page says what they are for", async () => {
  const empty = async (request: Request) =>
    request.url.includes("/namespaces") ? Response.json({ namespaces: [] }) : service(request);
  const router = open("/organizations", empty);
  expect(await screen.findByRole("heading", { name: "No organizations yet" })).toBeTruthy();
  await userEvent.click(screen.getAllByRole("button", { name: "Create organization" })[1] as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe("/organizations/new"));
});
