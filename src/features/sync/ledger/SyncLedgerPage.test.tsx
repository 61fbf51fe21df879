/** 「治理 › 镜像同步记录」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
// Its code is here before a test waits for it.
import "./RecordsDialog.tsx";
import { Component } from "./SyncLedgerPage.tsx";

setUpConsole();
const saved = keepSavedFiles();

async function open(search = "") {
  serve(await createDemoService());
  return renderRoutes(
    [
      { path: "/governance/sync", Component },
      { path: "*", element: <p>elsewhere</p> },
    ],
    `/governance/sync${search}`,
  );
}

const rows = async () =>
  (await within(await screen.findByRole("table", { name: "Sync records" })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );

test("all records, the newest first, and those of one state and day", async () => {
  const router = await open();
  expect((await rows()).length).toBe(9);
  expect((await rows())[0]).toBe("ml-lab/recommender/train");
  await userEvent.click(screen.getByRole("combobox", { name: "State" }));
  await userEvent.click((await screen.findAllByTitle("Failed")).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toEqual(["storefront/web", "payments/ledger"]));
  expect(router.state.location.search).toBe("?state=failed");
});

test("records of images whose name has the text, and how many there are", async () => {
  await open("?image=WEB");
  expect(await rows()).toEqual(["storefront/web", "storefront/web"]);
  expect(screen.getByRole("heading", { level: 1 }).parentElement?.textContent).toBe("Sync records2");
});

test("failed copies are retried, all at once", async () => {
  await open("?state=failed");
  await rows();
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all records on this page" }));
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByText("No record matches")).toBeTruthy();
});

test("what cannot be retried, as its tag is gone, is not selected", async () => {
  const service = await createDemoService();
  const tag = `${ORIGIN}/api/swr/v2/manage/namespaces/storefront/repos/web/tags/8.3.15`;
  expect((await service(new Request(tag, { method: "DELETE" }))).status).toBe(204);
  const retried: string[] = [];
  serve((request) => {
    if (request.url.endsWith("/retry")) retried.push(request.url);
    return service(request);
  });
  renderRoutes([{ path: "/governance/sync", Component }], "/governance/sync?state=failed");
  expect(await rows()).toEqual(["storefront/web", "payments/ledger"]);
  expect(screen.getByRole("checkbox", { name: /^Select storefront/ }).title).toMatch(
    /^The tag does not exist here any more/,
  );
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all records on this page" }));
  expect(screen.getByText("1 record selected")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(async () => expect(await rows()).toEqual(["storefront/web"]));
  expect(retried).toHaveLength(1);
});

test("of a mixed selection each action says how many it is for", async () => {
  await open();
  await rows();
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all records on this page" }));
  expect(screen.getByText("7 records selected")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Retry 5 records" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Cancel 2 syncs" })).toBeTruthy();
});

test("what has arrived is not selected, and says why", async () => {
  await open("?state=success");
  await rows();
  const boxes = screen.getAllByRole<HTMLInputElement>("checkbox", { name: /^Select .*→/ });
  for (const { title } of boxes) expect(title).toBe("It has arrived: there is nothing to retry or cancel");
  const all = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select all records on this page" });
  expect([boxes.length > 0, all.disabled]).toEqual([true, true]);
});

test("copies under way are cancelled, all at once; ended ones are left alone", async () => {
  await open();
  await rows();
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all records on this page" }));
  await userEvent.click(screen.getByRole("button", { name: "Cancel 2 syncs" }));
  await waitFor(() => expect(screen.queryAllByText(/^(Waiting|Running)$/)).toEqual([]));
  expect(screen.getAllByText("Cancelled")).toHaveLength(3);
});

test("all rows that match are exported", async () => {
  await open("?organization=payments");
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const [header, ...lines] = await savedLines(saved);
  expect(header).toMatch(/^organization,image,tag,digest,region,/);
  expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
    ["payments", "postgres", "17.5"],
    ["payments", "checkout-api", "latest"],
    ["payments", "ledger", "3.4.6"],
  ]);
});
