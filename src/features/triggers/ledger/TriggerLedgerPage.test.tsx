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

test("only triggers whose last firing has ended are selected and fired again", async () => {
  const service = await createDemoService();
  const retried: string[] = [];
  serve((request) => {
    if (request.url.endsWith("/retry")) retried.push(new URL(request.url).pathname.split("/")[4] ?? "");
    return service(request);
  });
  renderRoutes([{ path: "/governance/triggers", Component }], "/governance/triggers");
  const neverFired = await screen.findByRole<HTMLInputElement>("checkbox", { name: /edge\/gateway/ });
  await userEvent.click(neverFired);
  expect(neverFired.checked).toBe(false);
  expect(neverFired.title).toBe("It has not fired yet, or its last firing is still under way");
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all triggers on this page" }));
  const boxes = screen.getAllByRole<HTMLInputElement>("checkbox", { name: /^Select trigger/ });
  const refused = boxes.filter(({ title }) => title !== "").length;
  expect(screen.getByText(`${boxes.length - refused} triggers selected`)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Retry last firing" }));
  await waitFor(() => expect(screen.queryByText(/triggers? selected/)).toBeNull());
  expect(retried).toHaveLength(boxes.length - refused);
  expect(retried).toEqual(expect.arrayContaining(["cart", "ledger"]));
  expect(retried).not.toContain("gateway");
});
