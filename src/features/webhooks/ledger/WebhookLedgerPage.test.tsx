/** 「治理 › 触发器 › Webhook」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
// Its code is here before a test waits for it.
import "./RedeliverDialog.tsx";
import { Component } from "./WebhookLedgerPage.tsx";

setUpConsole();
const saved = keepSavedFiles();

async function open(search = "") {
  serve(await createDemoService());
  return renderRoutes(
    [
      { path: "/governance/triggers/webhooks", Component },
      { path: "*", element: <p>elsewhere</p> },
    ],
    `/governance/triggers/webhooks${search}`,
  );
}

const rows = async () =>
  (await within(await screen.findByRole("table", { name: "Webhooks" })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );

test("all webhooks, those that fail first, each with how it fares", async () => {
  await open();
  expect(await rows()).toEqual(["Old deployer", "Chat", "Asset inventory", "CI"]);
  const cells = (name: string) => screen.getByRole("row", { name: new RegExp(name) }).textContent;
  expect(cells("Old deployer")).toMatch(/payments\/checkout-api.*Switched off by the receiver.*Tag pushed/);
  expect(cells("Chat")).toMatch(/storefront\/web.*Failing since/);
  expect(screen.getByRole("link", { name: "storefront" }).getAttribute("href")).toBe(
    "/organizations/storefront/webhooks",
  );
});

test("webhooks are narrowed by state, in the address", async () => {
  const router = await open();
  await rows();
  await userEvent.click(screen.getByRole("combobox", { name: "Deliveries" }));
  await userEvent.click((await screen.findAllByTitle("Switched off by the receiver")).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toEqual(["Old deployer"]));
  expect(router.state.location.search).toBe("?state=gone");
});

test("failed deliveries are sent again, many at once; those that fail again say why", async () => {
  await open();
  await rows();
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all webhooks on this page" }));
  await userEvent.click(screen.getByRole("button", { name: "Redeliver what failed" }));
  const dialog = await screen.findByRole("dialog", { name: "Redeliver what 2 webhooks sent last" });
  const outcomes = await within(dialog).findAllByRole("listitem");
  await waitFor(() =>
    expect(outcomes.map(({ textContent }) => textContent).sort()).toEqual([
      "payments/checkout-api · Old deployerThe receiver wants no more",
      "storefront/web · ChatThe receiver did not accept it",
    ]),
  );
});

test("all rows that match are exported", async () => {
  await open("?state=trouble");
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const [header, ...lines] = await savedLines(saved);
  expect(header).toMatch(/^organization,image,webhook,url,events,/);
  expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
    ["payments", "checkout-api", "Old deployer"],
    ["storefront", "web", "Chat"],
  ]);
});
