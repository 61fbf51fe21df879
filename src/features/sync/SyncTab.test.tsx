/** 「镜像同步」 of one image, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { imageRoutes } from "../../image-routes.tsx";
// Their code is here before a test waits for them.
import "./AddRuleForm.tsx";
import "./DeleteRuleDialog.tsx";
import "./SyncTab.tsx";

setUpConsole();

async function open(image = "storefront/web", scenario: Scenario = "company", search = "") {
  serve(await createDemoService(scenario));
  return renderRoutes(imageRoutes, `/images/${image}/sync${search}`);
}

const targets = () => screen.findByRole("table", { name: "Automatic sync" });
const records = async () =>
  within(await screen.findByRole("region", { name: "Sync records" })).findAllByRole("listitem");

test("targets are listed, and records say how they ended and what to do", async () => {
  await open();
  await waitFor(async () => expect((await targets()).textContent).toContain("eu-west-1 Frankfurt"));
  const [newest, failed] = await records();
  expect(newest?.textContent).toMatch(/Success.*latest.*eu-west-1\/storefront.*67\sMB sent.*74\sMB skipped/);
  expect(failed?.textContent).toContain("raise its quota, then retry");
  expect(failed?.textContent).toContain("the quota of storefront is used up");
});

test("a record is retried", async () => {
  await open();
  await records();
  await userEvent.click(screen.getByRole("button", { name: /^Retry storefront\/web/ }));
  await waitFor(async () => expect((await records())[1]?.textContent).toMatch(/^Success8\.3\.15.*attempt 2/));
});

test("one whose tag is gone is not retried, and says why", async () => {
  const service = await createDemoService();
  const tag = `${ORIGIN}/api/swr/v2/manage/namespaces/storefront/repos/web/tags/8.3.15`;
  expect((await service(new Request(tag, { method: "DELETE" }))).status).toBe(204);
  serve(service);
  renderRoutes(imageRoutes, "/images/storefront/web/sync");
  await records();
  const retry = screen.getByRole("button", { name: /^Retry storefront\/web:8\.3\.15/ });
  await waitFor(() => expect(retry.getAttribute("aria-disabled")).toBe("true"));
  expect(screen.getByText("The tag does not exist here any more. Push it again first.")).toBeTruthy();
});

test("a record is cancelled while it waits", async () => {
  await open("payments/postgres");
  const [waiting] = await records();
  expect(waiting?.textContent).toContain("asks for fewer requests. It is tried again by itself.");
  expect(waiting?.textContent).toMatch(/\d (try|tries) failed; the next is (now|in \d+ )/);
  await userEvent.click(screen.getByRole("button", { name: /^Cancel sync payments\/postgres:17\.5/ }));
  await waitFor(async () => expect((await records())[0]?.textContent).toContain("Cancelled"));
});

test("a target is added once, with what is present if wished, and deleted", async () => {
  await open("payments/ledger", "company", "?dialog=sync");
  const form = within(await screen.findByRole("dialog"));
  expect(form.getByText(/present tags are not/)).toBeTruthy();
  await userEvent.click(form.getByRole("button", { name: "Add automatic sync" }));
  expect(form.getByText("Choose a region")).toBeTruthy();
  await userEvent.click(form.getByRole("combobox", { name: "Target region" }));
  await userEvent.click((await screen.findAllByTitle("Frankfurt (eu-west-1)")).at(-1) as HTMLElement);
  await userEvent.click(form.getByRole("checkbox", { name: /Copy the present 9 tags/ }));
  await userEvent.click(form.getByRole("button", { name: "Add automatic sync" }));
  expect((await targets()).textContent).toContain("eu-west-1");
  await waitFor(async () => expect((await records()).length).toBe(10));
  await userEvent.click(screen.getByRole("button", { name: /Delete the automatic sync to/ }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox"), "eu-west-1");
  await userEvent.click(dialog.getByRole("button", { name: "Delete automatic sync" }));
  expect(await screen.findByRole("heading", { name: "No automatic sync" })).toBeTruthy();
});

test("other users read why they may not", async () => {
  await open("storefront/web", "limited");
  await records();
  const add = screen.getByRole("button", { name: "Add automatic sync" });
  await waitFor(() => expect(add.getAttribute("aria-disabled")).toBe("true"));
  expect(screen.getAllByText(/Only administrators of the account/).length).toBeGreaterThan(0);
});
