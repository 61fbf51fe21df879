/** Webhooks in front of the service itself, with receivers that answer as the demo's do. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { imageRoutes } from "../../image-routes.tsx";

setUpConsole();

async function openTab(path = "/images/storefront/web/triggers", scenario: Scenario = "company") {
  serve(await createDemoService(scenario));
  renderRoutes(imageRoutes, path);
  return userEvent.setup();
}

const list = () => screen.findByRole("table", { name: "Webhooks" });
const drawer = (name: string) => screen.findByRole("dialog", { name });

test("a new one is checked, previewed on the tags there are, and shows its secret this once", async () => {
  const user = await openTab("/images/storefront/web/triggers?dialog=webhook");
  const form = within(await drawer("Add webhook"));
  await user.click(form.getByRole("button", { name: "Save webhook" }));
  for (const text of ["Enter a name", "Enter an address"]) expect(form.getByText(text)).toBeTruthy();
  await user.type(form.getByLabelText("Name"), "builds");
  const address = form.getByLabelText("Address");
  await user.type(address, "https://me:secret@builds.example.com/");
  expect(form.getByText("Without user name and password in it")).toBeTruthy();
  await user.clear(address);
  await user.type(address, "https://builds.example.com/hook");
  await user.click(form.getByRole("radio", { name: "Pattern" }));
  await user.type(form.getByLabelText("Pattern of tags"), "8.3.1?");
  expect(await form.findByText("8.3.15")).toBeTruthy();
  expect(form.getByText("Understood as a glob (* ? {a,b}) over the whole tag.")).toBeTruthy();
  await user.click(form.getByRole("button", { name: "Save webhook" }));
  expect(await form.findByText("The signing secret is ready.")).toBeTruthy();
  await user.click(form.getByRole("button", { name: "Show secret" }));
  expect(form.getByText(/^whsec_[A-Za-z0-9+/]{43}=$/)).toBeTruthy();
  await user.click(form.getByRole("button", { name: "Done" }));
  expect(within(await list()).getByText("https://builds.example.com/hook")).toBeTruthy();
  expect(document.body.textContent).not.toContain("whsec_");
});

test("a test event shows what the receiver answered", async () => {
  const user = await openTab();
  await user.click(await within(await list()).findByRole("link", { name: "CI" }));
  const history = within(await drawer("CI"));
  await user.click(history.getByRole("button", { name: "Send test event" }));
  expect(await history.findByText(/"queued": true/)).toBeTruthy();
  const [newest] = history.getAllByRole("listitem");
  expect(newest?.textContent).toContain("SuccessTest event");
  expect(newest?.textContent).toContain("answered 202");
});

test("a failed delivery shows its answer, and is delivered again on demand", async () => {
  const user = await openTab();
  await user.click(await within(await list()).findByRole("link", { name: "Chat" }));
  const history = within(await drawer("Chat"));
  const [first] = await history.findAllByRole("listitem");
  expect(first?.textContent).toContain("The receiver did not accept it · answered 503");
  await user.click(history.getByRole("button", { name: "Redeliver web:latest" }));
  await waitFor(() => expect(history.getAllByText("Tag pushed")).toHaveLength(2));
  expect(await history.findByText(/503 Service Temporarily Unavailable/)).toBeTruthy();
});

test("a webhook switched off by 410 says so, and is deleted with its history", async () => {
  const user = await openTab("/images/payments/checkout-api/triggers");
  const row = within(await list());
  expect((await row.findAllByText("Switched off by the receiver")).length).toBeGreaterThan(0);
  await user.click(row.getByRole("button", { name: "More actions for Old deployer" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const dialog = within(await drawer("Delete webhook Old deployer"));
  expect(dialog.getByText("Its delivery history")).toBeTruthy();
  await user.type(dialog.getByRole("textbox"), "Old deployer");
  await user.click(dialog.getByRole("button", { name: "Delete webhook" }));
  expect(await screen.findByText("No webhooks yet")).toBeTruthy();
});

test("readers of the image see no webhooks", async () => {
  await openTab("/images/base-images/alpine/triggers", "limited");
  expect(await screen.findByText("You cannot see the webhooks here")).toBeTruthy();
});
