/** The pages of permissions, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { queryClient } from "../../api/query-client.ts";
import { sessionQuery } from "../../resources/session.ts";
import { Component as OrganizationUsers } from "./OrganizationUsers.tsx";
import { PermissionList } from "./PermissionList.tsx";

setUpConsole();

type Answer = Awaited<ReturnType<typeof createDemoService>>;

async function open(path: string, scenario: Scenario = "company", between?: (service: Answer) => Answer) {
  const service = await createDemoService(scenario);
  serve(between?.(service) ?? service);
  await queryClient.fetchQuery(sessionQuery);
  return renderRoutes(
    [
      { path: "/organizations/:organization/users", Component: OrganizationUsers },
      {
        path: "/image",
        element: <PermissionList place={{ organization: "payments", image: "ledger" }} context="" />,
      },
    ],
    path,
  );
}

const TEAM = "/organizations/payments/users";

async function rowOf(name: string) {
  const table = await screen.findByRole("table", { name: "User permissions" });
  const row = (await within(table).findByText(name)).closest("tr");
  return within(row as HTMLElement);
}

const noteOf = (button: HTMLElement) =>
  document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent;

const choose = (name: string) => userEvent.click(screen.getByRole("checkbox", { name: `Select ${name}` }));

test("users are listed with their level, its sources, and whether they are disabled", async () => {
  await open("/image");
  const both = await rowOf("daniel.novak");
  expect(both.getByText("This image: Manage").nextSibling?.textContent).toBe("Organization: Edit");
  expect((await rowOf("wang.fang")).getByText("Organization: Manage")).toBeTruthy();
  expect((await rowOf("auditor")).getByText("Disabled")).toBeTruthy();
  const inherited = (await rowOf("wang.fang")).getByRole("button");
  expect(inherited.getAttribute("aria-disabled")).toBe("true");
  expect(noteOf(inherited)).toMatch(/^This comes from the organization/);
});

test("a level is changed in place, and what fails is said", async () => {
  let refuse = true;
  await open(TEAM, "company", (service) => async (request) => {
    if (request.method !== "PATCH" || !refuse) return service(request);
    return Response.json({ error_code: "SVCSTG.SWR.4037017", request_id: "request-7" }, { status: 403 });
  });
  const level = async () => (await rowOf("daniel.novak")).getByRole("combobox");
  const change = async () => {
    await userEvent.click(await level());
    await userEvent.click((await screen.findAllByTitle("Read")).at(-1) as HTMLElement);
  };
  await change();
  expect((await screen.findByRole("alert")).textContent).toContain("request-7");
  refuse = false;
  await change();
  await screen.findByText("The permission of daniel.novak is changed");
  expect((await rowOf("daniel.novak")).getByText("Organization: Read")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("several are removed after their names were shown; what fails is said and stays chosen", async () => {
  await open(TEAM, "company", (service) => async (request) => {
    if (request.method !== "DELETE" || !(await request.clone().text()).includes(failing))
      return service(request);
    return Response.json({ error_code: "SVCSTG.SWR.4037017", request_id: "request-7" }, { status: 403 });
  });
  await rowOf("wang.fang");
  const users = queryClient.getQueryCache().findAll({ queryKey: ["ListPermissions"] })[0]?.state.data as {
    users: { id: string; name: string }[];
  };
  const failing = users.users.find(({ name }) => name === "wang.fang")?.id ?? "";
  await choose("wang.fang");
  await choose("daniel.novak");
  await userEvent.click(screen.getByRole("button", { name: "Remove permission" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "wang.fang · no permission on the organization is left",
    "daniel.novak · no permission on the organization is left",
  ]);
  await userEvent.click(dialog.getByRole("button", { name: "Remove permission" }));
  await screen.findByText("1 done, 1 failed, 0 not begun");
  await waitFor(async () =>
    expect(screen.queryByRole("checkbox", { name: "Select daniel.novak", hidden: true })).toBeNull(),
  );
  expect(
    screen.getByRole<HTMLInputElement>("checkbox", { name: "Select wang.fang", hidden: true }).checked,
  ).toBe(true);
});

test("readers see the list, and why they can change nothing", async () => {
  await open("/organizations/base-images/users", "limited");
  const add = await screen.findByRole("button", { name: "Add permission" });
  await waitFor(() => expect(add.getAttribute("aria-disabled")).toBe("true"));
  expect(noteOf(add)).toBe("Granting takes the manage permission on this organization");
  const row = await rowOf("chen.wei");
  expect(row.queryByRole("combobox")).toBeNull();
  expect(row.getByRole("button").getAttribute("aria-disabled")).toBe("true");
  await choose("chen.wei");
  expect(screen.queryByRole("region")).toBeNull();
  expect(
    screen.getByRole<HTMLInputElement>("checkbox", { name: "Select all users on this page" }).disabled,
  ).toBe(true);
});

test("all that are selected can be changed: neither oneself nor what comes from elsewhere", async () => {
  await open("/image");
  await rowOf("wang.fang");
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all users on this page" }));
  const boxes = screen.getAllByRole<HTMLInputElement>("checkbox", { name: /^Select (?!all)/ });
  const chosen = boxes.filter(({ checked }) => checked);
  expect(chosen.map((box) => box.getAttribute("aria-label"))).toEqual([
    "Select daniel.novak",
    "Select zhao.min",
  ]);
  expect(screen.getByRole("region", { name: "2 users selected" })).toBeTruthy();
  expect(noteOf(screen.getByRole("checkbox", { name: "Select wang.fang" }))).toMatch(
    /^This comes from the organization/,
  );
});

test("who manages the image grants there, but changes nothing of their own", async () => {
  await open("/image", "limited");
  const own = (await rowOf("dev")).getByRole("button");
  await waitFor(() => expect(noteOf(own)).toBe("Nobody changes their own permission"));
  await userEvent.click(await screen.findByRole("button", { name: "Add permission" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Grant" }));
  expect(within(dialog).getByText("Choose a user")).toBeTruthy();
  const choose = async () => {
    await userEvent.type(within(dialog).getByRole("combobox"), "sofia");
    await userEvent.click(await screen.findByTitle("sofia.rossi"));
  };
  await choose();
  await userEvent.click(within(dialog).getByRole("button", { name: "Do not grant to sofia.rossi" }));
  expect(document.activeElement?.contains(dialog)).toBe(true);
  expect(document.activeElement).not.toBe(document.body);
  await choose();
  await userEvent.click(within(dialog).getByRole("radio", { name: "Edit" }));
  await userEvent.click(within(dialog).getByRole("button", { name: "Grant" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect((await rowOf("sofia.rossi")).getByText("This image: Edit")).toBeTruthy();
});
