/** 「目标区域」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { Component as AddRegionForm } from "./AddRegionForm.tsx";
// Their code is here before a test waits for it.
import "./DeleteRegionDialog.tsx";
import "./TestRegionDialog.tsx";
import { Component } from "./RegionListPage.tsx";

setUpConsole();

async function open(path = "/regions", scenario: Scenario = "company") {
  serve(await createDemoService(scenario));
  const routes = [{ path: "/regions", Component, children: [{ path: "new", Component: AddRegionForm }] }];
  return renderRoutes(routes, path);
}

const table = () => screen.findByRole("table", { name: "Regions" });

async function choose(action: string) {
  await table();
  await userEvent.click(await screen.findByRole("button", { name: "More actions for Frankfurt" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: action }));
}

test("a region is tested: what its key may do there is listed", async () => {
  await open();
  await choose("Test connection");
  const dialog = within(await screen.findByRole("dialog", { name: "Test region Frankfurt" }));
  expect(await dialog.findByText("Signed in to the registry")).toBeTruthy();
  expect(dialog.getByText("The API answers")).toBeTruthy();
  expect(dialog.getByText("payments: Manage")).toBeTruthy();
});

test("a region is tested as it is added: if it cannot be reached that is said, and the region stays", async () => {
  const router = await open("/regions/new");
  const form = within(await screen.findByRole("dialog"));
  await userEvent.click(form.getByRole("button", { name: "Add and test" }));
  expect((await form.findAllByText("Required")).length).toBeGreaterThan(2);
  for (const [label, text] of [
    ["Region ID", "north-2"],
    ["Registry address", "registry.north.example"],
    ["Project", "north-2"],
    ["Access key ID (AK)", "AK"],
    ["Secret access key (SK)", "secret"],
  ] as const)
    await userEvent.type(form.getByLabelText(label), text);
  const secret = form.getByLabelText<HTMLInputElement>("Secret access key (SK)");
  expect(secret.type).toBe("password");
  await userEvent.click(form.getByRole("button", { name: "Show secret" }));
  expect(secret.type).toBe("text");
  await userEvent.click(form.getByRole("button", { name: "Add and test" }));
  expect(await form.findByText(/The region cannot be reached/)).toBeTruthy();
  expect(router.state.location.pathname).toBe("/regions/new");
  await waitFor(async () => expect((await table()).textContent).toContain("north-2"));
});

test("before a region is deleted, the images copied to it are listed, and its name is asked for", async () => {
  await open();
  await choose("Delete");
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText("storefront/web", { exact: false })).toBeTruthy();
  await userEvent.type(dialog.getByRole("textbox"), "eu-west-1");
  await userEvent.click(dialog.getByRole("button", { name: "Delete region" }));
  expect(await screen.findByRole("heading", { name: "There is no region yet" })).toBeTruthy();
});

test("others are told who manages them", async () => {
  await open("/regions", "limited");
  expect(
    await screen.findByRole("heading", { name: "Only administrators of the account manage regions" }),
  ).toBeTruthy();
});
