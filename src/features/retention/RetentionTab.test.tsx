/** 「镜像老化」 in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { imageRoutes } from "../../image-routes.tsx";

setUpConsole();

async function openTab(path = "/images/payments/ledger/retention", scenario: Scenario = "company") {
  serve(await createDemoService(scenario));
  renderRoutes(imageRoutes, path);
  return userEvent.setup();
}

test("a rule that deletes every tag is saved only once the image's name is typed", async () => {
  const user = await openTab("/images/payments/ledger/retention?dialog=retention");
  const form = await screen.findByRole("dialog", { name: "Add retention rule" });
  const days = within(form).getByLabelText("Days to keep");
  await user.clear(days);
  await user.type(days, "1");
  const everything = "This rule deletes every tag of the image.";
  expect(await within(form).findByText(everything)).toBeTruthy();
  const save = within(form).getByRole("button", { name: "Save rule" });
  expect(save.getAttribute("aria-disabled")).toBe("true");
  await user.type(within(form).getByLabelText(/Type ledger to confirm/), "ledger");
  await user.click(within(form).getByRole("button", { name: "Save rule" }));
  const rule = await screen.findByRole("region", { name: "Retention rule" });
  expect(rule.textContent).toContain("Keeps tags pushed within the last 1 day");
  const log = await screen.findByRole("table", { name: "Retention log" });
  expect(await within(log).findByText("3.4.7")).toBeTruthy();
});

test("a rule cannot be saved before its preview is there", async () => {
  const answer = await createDemoService();
  const preview = Promise.withResolvers<void>();
  const sent: string[] = [];
  serve(async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "POST") sent.push(pathname);
    if (pathname.endsWith("/retention-preview")) await preview.promise;
    return answer(request);
  });
  renderRoutes(imageRoutes, "/images/payments/ledger/retention?dialog=retention");
  const user = userEvent.setup();
  const form = await screen.findByRole("dialog", { name: "Add retention rule" });
  const save = () => within(form).getByRole("button", { name: "Save rule" });
  await user.click(save());
  expect(save().getAttribute("aria-disabled")).toBe("true");
  expect(within(form).getByText("Wait until the preview says what becomes of each tag")).toBeTruthy();
  expect(sent.filter((path) => path.endsWith("/retentions"))).toEqual([]);
  preview.resolve();
  await waitFor(() => expect(save().getAttribute("aria-disabled")).not.toBe("true"));
});

test.each([
  ["0", "Enter a whole number from 1 to 365"],
  ["366", "Enter a whole number from 1 to 365"],
  ["ten", "Enter a whole number from 1 to 365"],
])("%s days are refused in words, and nothing is sent", async (typed, words) => {
  const user = await openTab("/images/payments/ledger/retention?dialog=retention");
  const form = await screen.findByRole("dialog", { name: "Add retention rule" });
  const days = within(form).getByLabelText("Days to keep");
  await user.clear(days);
  await user.type(days, typed);
  expect(within(form).getByText(words)).toBeTruthy();
  await user.click(within(form).getByRole("button", { name: "Save rule" }));
  expect(screen.getByRole("dialog", { name: "Add retention rule" })).toBeTruthy();
});

test("a user who may not delete tags sees that there is no rule, and why none can be added", async () => {
  await openTab("/images/payments/ledger/retention", "limited");
  expect(await screen.findByRole("heading", { name: "This image has no retention rule" })).toBeTruthy();
});
