/** The account's users, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { USER_NAME_MAX } from "../../../core/limits.ts";
import { USER_NAME } from "../../../core/names.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { HOSTILE_STRINGS } from "../../../tests/support/hostile-strings.ts";
import { Component as Create } from "./CreateUserForm.tsx";
import { Component as Edit } from "./EditUserForm.tsx";
import { Component as Reset } from "./ResetPasswordForm.tsx";
import { Component as List } from "./UserListPage.tsx";

setUpConsole();

const PASSWORD = "a typed password";

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeEach(async () => {
  service = await createDemoService("empty");
});

function open(path = "/users", answer = service) {
  serve(answer);
  const children = [
    { path: "new", Component: Create },
    { path: ":user/edit", Component: Edit },
    { path: ":user/password", Component: Reset },
  ];
  return renderRoutes([{ path: "/users", Component: List, children }], path);
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const init = { method, ...(body && { body: JSON.stringify(body) }) };
  return await service(new Request(ORIGIN + path, init));
}

/** Answers its id. */
async function make(name: string, more: object = {}): Promise<string> {
  const user = { name, password: PASSWORD, ...more };
  const response = await send("POST", "/api/iam/v3.0/OS-USER/users", { user });
  return ((await response.json()) as { user: { id: string } }).user.id;
}

const names = () =>
  within(screen.getByRole("table"))
    .getAllByRole("rowheader")
    .map((cell) => cell.textContent);
const row = async (name: string) =>
  (await screen.findByText(name, { selector: "bdi" })).closest("tr") as HTMLElement;
const drawer = (name: string) => screen.findByRole("dialog", { name });

async function choose(name: string, action: string) {
  await userEvent.click(await screen.findByRole("button", { name: `More actions for user ${name}` }));
  // Of menus opened before, what is left is out of sight.
  const items = await screen.findAllByRole("menuitem", { name: action });
  await userEvent.click(items.at(-1) as HTMLElement);
}

test("lists users with who they are, sorted and filtered as the address says", async () => {
  await make("zoe", { description: "Build farm", access_mode: "programmatic" });
  await make("bob", { is_administrator: true });
  const router = open("/users?sort=name&order=desc");
  expect((await row("zoe")).textContent).toContain("Build farm");
  expect((await row("zoe")).textContent).toContain("Programmatic");
  expect((await row("bob")).textContent).toContain("Administrator");
  expect(names()).toEqual(["zoe", "bobAdministrator", "adminYouAdministrator"]);
  await userEvent.type(screen.getByRole("searchbox"), "FARM{Enter}");
  await waitFor(() => expect(names()).toEqual(["zoe"]));
  expect(router.state.location.search).toContain("q=FARM");
  await userEvent.type(screen.getByRole("searchbox"), "!{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(names()).toHaveLength(3));
});

test("a new user gets a password that is made up, shown once, and good for signing in", async () => {
  userEvent.setup();
  open("/users/new");
  const form = within(await drawer("Create user"));
  const name = form.getByRole<HTMLInputElement>("textbox", { name: "User name" });
  await userEvent.type(name, "dev");
  // As Enter does, which jsdom sends to no button outside the form.
  name.form?.requestSubmit();
  const copy = await form.findByRole("button", { name: "Copy password" });
  // With the field the focus does not leave the drawer.
  expect(document.activeElement).not.toBe(document.body);
  expect(document.activeElement?.contains(copy)).toBe(true);
  await userEvent.click(copy);
  const password = await navigator.clipboard.readText();
  expect(password).toMatch(/^[A-Za-z2-9]{20}$/);
  expect(document.body.textContent).not.toContain(password);
  await userEvent.click(form.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(names()[0]).toBe("dev");
  expect(screen.getByText("User dev created").getAttribute("role")).toBe("status");
  const signedIn = await send("POST", "/api/session", { account: "demo", user: "dev", password });
  expect(signedIn.status).toBe(200);
});

test("a typed password is checked first, and a name in use is said at the field", async () => {
  open("/users/new");
  const form = within(await drawer("Create user"));
  const submit = form.getByRole("button", { name: "Create user" });
  await userEvent.click(submit);
  expect(form.getByText("Enter a user name")).toBeTruthy();
  await userEvent.type(form.getByRole("textbox", { name: "User name" }), "admin");
  await userEvent.click(form.getByRole("radio", { name: "Set one" }));
  const field = form.getByLabelText<HTMLInputElement>("New password");
  await userEvent.type(field, "ADMIN");
  expect(field.type).toBe("password");
  await userEvent.click(form.getByRole("button", { name: "Show password" }));
  expect(field.type).toBe("text");
  await userEvent.click(submit);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await userEvent.clear(field);
  await userEvent.type(field, PASSWORD);
  await userEvent.click(submit);
  expect(await form.findByText("There is a user of this name")).toBeTruthy();
  await userEvent.type(form.getByRole("textbox", { name: "User name" }), "2");
  await userEvent.click(submit);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await row("admin2")).toBeTruthy();
});

test("beyond the edition's limit a new one is refused with the reason", async () => {
  open("/users/new", async (request) =>
    request.method === "POST"
      ? Response.json({ error: { code: 403, message: "full" }, error_code: "IAM.4039911" }, { status: 403 })
      : service(request),
  );
  const form = within(await drawer("Create user"));
  await userEvent.type(form.getByRole("textbox", { name: "User name" }), "dev");
  await userEvent.click(form.getByRole("button", { name: "Create user" }));
  expect((await screen.findByRole("alert")).textContent).toContain("1000 an account");
});

test("edits a user; of one's own, access and administration are out of reach", async () => {
  const id = await make("dev");
  const router = open();
  await choose("dev", "Edit");
  let form = within(await drawer("Edit user dev"));
  expect(router.state.location.pathname).toBe(`/users/${id}/edit`);
  await userEvent.type(form.getByRole("textbox", { name: "Description" }), "Now leads");
  await userEvent.click(form.getByRole("checkbox", { name: "Administrator" }));
  await userEvent.click(form.getByRole("radio", { name: "Console" }));
  await userEvent.click(form.getByRole("button", { name: "Save changes" }));
  await waitFor(async () => expect((await row("dev")).textContent).toContain("Administrator"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

  await choose("admin", "Edit");
  form = within(await drawer("Edit user admin"));
  for (const control of [form.getByRole("checkbox"), ...form.getAllByRole("radio")]) {
    expect(control).toHaveProperty("disabled", true);
  }
  expect(form.getByText(/cannot take administration or access from yourself/)).toBeTruthy();
});

test("one's own user is not disabled, deleted or reset, alone or among others", async () => {
  await make("dev");
  open();
  await userEvent.click(await screen.findByRole("button", { name: "More actions for user admin" }));
  for (const reason of ["You cannot disable yourself", "You cannot delete yourself", "Change your own"]) {
    const item = (await screen.findByText(new RegExp(reason))).closest("[role=menuitem]");
    expect(item?.getAttribute("aria-disabled")).toBe("true");
  }
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all listed users" }));
  expect(screen.getByRole("region", { name: "1 user selected" })).toBeTruthy();
  const own = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select user admin" });
  await userEvent.click(own);
  expect([own.checked, own.title]).toEqual([false, "You cannot disable or delete yourself"]);
});

test("says what a reset ends, and hands out the new password", async () => {
  userEvent.setup();
  const id = await make("dev");
  open(`/users/${id}/password`);
  const form = within(await drawer("Reset the password of dev"));
  expect(form.getByText(/all the user's sessions, tokens and temporary login commands/)).toBeTruthy();
  expect(form.getByText(/Access keys .* go on/)).toBeTruthy();
  await userEvent.click(form.getByRole("button", { name: "Reset password" }));
  const copy = await form.findByRole("button", { name: "Copy password" });
  // With the button that was pressed the focus does not leave the drawer.
  expect(document.activeElement).not.toBe(document.body);
  expect(document.activeElement?.contains(copy)).toBe(true);
  await userEvent.click(copy);
  const password = await navigator.clipboard.readText();
  const signIn = (password: string) =>
    send("POST", "/api/session", { account: "demo", user: "dev", password });
  expect((await signIn(PASSWORD)).status).toBe(401);
  expect((await signIn(password)).status).toBe(200);
});

test("many are disabled and enabled again, with what it ends said first", async () => {
  for (const name of ["one", "two"]) await make(name);
  open();
  const act = async (action: string) => {
    for (const name of ["one", "two"]) {
      const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: `Select user ${name}` });
      if (!box.checked) await userEvent.click(box);
    }
    const bar = screen.getByRole("region", { name: "2 users selected" });
    await userEvent.click(within(bar).getByRole("button", { name: action }));
  };
  await act("Disable");
  const dialog = within(await drawer("Disable 2 users"));
  expect(dialog.getByText(/access keys stop/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Disable" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(async () => expect((await row("two")).textContent).toContain("Disabled"));
  await act("Enable");
  await waitFor(async () => expect((await row("two")).textContent).not.toContain("Disabled"));
});

test("deletion says what goes and what stays, and each outcome; one that is gone already is done", async () => {
  const [one] = [await make("one"), await make("two"), await make("three")];
  await send("POST", "/api/iam/v3.0/OS-CREDENTIAL/credentials", { credential: { user_id: one } });
  open("/users", async (request) =>
    request.method === "DELETE" && !request.url.includes(one)
      ? Response.json({ error: { code: 500, message: "" } }, { status: 500 })
      : service(request),
  );
  for (const name of ["one", "two"]) {
    await userEvent.click(await screen.findByRole("checkbox", { name: `Select user ${name}` }));
  }
  const bar = screen.getByRole("region", { name: "2 users selected" });
  await userEvent.click(within(bar).getByRole("button", { name: "Delete" }));
  const dialog = within(await drawer("Delete 2 users"));
  expect(await dialog.findByText(/^1 access key,/)).toBeTruthy();
  expect(dialog.getByText(/images and tags they made stay/)).toBeTruthy();
  await send("DELETE", `/api/iam/v3/users/${one}`);
  await userEvent.type(dialog.getByRole("textbox", { name: "Type 2 to confirm" }), "2{Enter}");
  expect(await screen.findByRole("button", { name: "Retry 1 failed" })).toBeTruthy();
  await userEvent.click(screen.getAllByRole("button", { name: "Close" })[0] as HTMLElement);
  await waitFor(() => expect(names()).not.toContain("one"));
  expect(names()).toContain("two");
});

test("a user who is no administrator is told so, by the session or by the service", async () => {
  open("/users", async (request) =>
    request.url.includes("/v3/users")
      ? Response.json({ error: { code: 403, message: "only an administrator" } }, { status: 403 })
      : service(request),
  );
  expect(await screen.findByRole("heading", { name: "Only administrators manage users" })).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("hostile names and descriptions are text, in the list and in dialogs", async () => {
  const hostile = HOSTILE_STRINGS.filter((text) => text.length <= USER_NAME_MAX && USER_NAME.test(text));
  expect(hostile.length).toBeGreaterThan(5);
  for (const text of hostile) await make(text, { description: `About ${text}` });
  open();
  for (const text of hostile) {
    expect((await row(text)).textContent).toContain(`About ${text}`);
    expect((await row(text)).querySelectorAll("script, img, a")).toHaveLength(0);
  }
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all listed users" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Select user admin" }));
  const bar = screen.getByRole("region", { name: `${hostile.length} users selected` });
  await userEvent.click(within(bar).getByRole("button", { name: "Delete" }));
  const dialog = within(await drawer(`Delete ${hostile.length} users`));
  for (const text of hostile) expect(dialog.getByText(`The user ${text}`)).toBeTruthy();
});

test("only those in view of a thousand users are drawn", async () => {
  const user = { description: "", enabled: true, access_mode: "default", last_login_time: null };
  const users = Array.from({ length: 1000 }, (_, at) => ({
    ...user,
    id: String(at),
    name: `user-${at}`,
    create_time: "2026-03-01 08:00:00.0",
  }));
  open("/users", async (request) =>
    request.url.includes("/v3/users") ? Response.json({ users, links: {} }) : service(request),
  );
  expect(await screen.findByText("1,000")).toBeTruthy();
  expect(screen.queryAllByRole("rowheader").length).toBeLessThan(200);
});
