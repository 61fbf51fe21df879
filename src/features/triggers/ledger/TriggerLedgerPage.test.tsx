/** 「治理 › 触发器」, in front of the service itself. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
// Its code is here before a test waits for it.
import "./RetryDialog.tsx";
import { Component } from "./TriggerLedgerPage.tsx";

setUpConsole();

const choose = async (name: RegExp) => await userEvent.click(await screen.findByRole("checkbox", { name }));

test("of a mixed selection only those whose last firing has ended are fired again, and it says how many", async () => {
  const service = await createDemoService();
  const retried: string[] = [];
  serve((request) => {
    if (request.url.endsWith("/retry")) retried.push(new URL(request.url).pathname.split("/")[4] ?? "");
    return service(request);
  });
  renderRoutes([{ path: "/governance/triggers", Component }], "/governance/triggers");
  // It has never fired.
  await choose(/edge\/gateway/);
  const retry = screen.getByRole("button", { name: "Retry last firing" });
  expect([retry.getAttribute("aria-disabled"), retry.title]).toEqual([
    "true",
    "None of the selected triggers has a firing that has ended",
  ]);
  await choose(/payments\/ledger/);
  await choose(/storefront\/cart/);
  expect(screen.getByText("3 triggers selected")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Retry the last firings of 2 triggers" }));
  await waitFor(() => expect(screen.getByText("1 trigger selected")).toBeTruthy());
  expect(retried.toSorted()).toEqual(["cart", "ledger"]);
  // What could not be retried stays chosen.
  const left = screen.getByRole("checkbox", { name: /edge\/gateway/ }) as HTMLInputElement;
  expect(left.checked).toBe(true);
});
