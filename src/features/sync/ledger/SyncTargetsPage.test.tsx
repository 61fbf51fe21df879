/** 「治理 › 镜像自动同步」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
import { Component } from "./SyncTargetsPage.tsx";

setUpConsole();
const saved = keepSavedFiles();
const service = createDemoService();

async function open(search = "") {
  serve(await service);
  return renderRoutes([{ path: "/governance/sync/targets", Component }], `/governance/sync/targets${search}`);
}

const rows = async () =>
  within(await screen.findByRole("table", { name: "Automatic sync" }))
    .findAllByRole("rowheader")
    .then((cells) => cells.map((cell) => cell.textContent));

test("every target with how the last copy there ended, and those of one state", async () => {
  const router = await open();
  expect(await rows()).toEqual(["base-images/debian", "storefront/web", "payments/checkout-api"]);
  const [, web] = within(screen.getByRole("table")).getAllByRole("row").slice(1);
  expect(web?.textContent).toMatch(/eu-west-1\/storefront.*Overwritten.*Success/);
  await userEvent.click(screen.getByRole("combobox", { name: "Last copy" }));
  await userEvent.click((await screen.findAllByTitle("Exists")).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toEqual(["payments/checkout-api"]));
  expect(router.state.location.search).toBe("?state=existed");
});

test("where nothing matches, the filters are taken away at once", async () => {
  await open("?organization=edge&region=eu-west-1");
  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
  expect((await rows()).length).toBe(3);
});

test("all rows that match are exported", async () => {
  await open("?organization=storefront");
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const [header, ...lines] = await savedLines(saved);
  expect(header).toBe(
    "organization,image,region,remote_organization,automatic,overwrites,last_state,added_by,created",
  );
  expect(lines.map((line) => line.split(",").slice(0, 7))).toEqual([
    ["storefront", "web", "eu-west-1", "storefront", "true", "true", "success"],
  ]);
});
