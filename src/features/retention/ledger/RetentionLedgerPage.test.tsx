/** 「治理 › 镜像老化」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
import { Component } from "./RetentionLedgerPage.tsx";

setUpConsole();
const saved = keepSavedFiles();

async function open(search = "") {
  serve(await createDemoService());
  return renderRoutes(
    [
      { path: "/governance/retention", Component },
      { path: "*", element: <p>elsewhere</p> },
    ],
    `/governance/retention${search}`,
  );
}

const rows = async () =>
  (await within(await screen.findByRole("table", { name: "Retention" })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );
const row = (name: RegExp) => screen.getByRole("row", { name });

test("every rule is listed with what it did last", async () => {
  await open();
  expect(await rows()).toEqual([
    "storefront/cart",
    "data-platform/etl/orders",
    "ml-lab/notebook",
    "ml-lab/recommender/train",
    "payments/settlement-job",
    "storefront/web",
  ]);
  expect(row(/settlement/).textContent).toContain("Keeps the newest 10 tags");
  expect(row(/settlement/).textContent).toContain("2 tags, 99.6\u00a0MB freed 5 hours ago");
  expect(row(/train/).textContent).toContain("1 not deleted");
  expect(row(/notebook/).textContent).toContain("Not yet");
  expect(row(/cart/).textContent).toMatch(/in \d+ minutes/);
  expect(within(row(/web/)).getByRole("link").getAttribute("href")).toBe("/images/storefront/web/retention");
});

test("failed retention runs are found by their state", async () => {
  const router = await open();
  await rows();
  await userEvent.click(screen.getByRole("combobox", { name: "Rule" }));
  await userEvent.click((await screen.findAllByTitle("Last run failed in part")).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toEqual(["ml-lab/recommender/train"]));
  expect(router.state.location.search).toBe("?state=failed");
});

test("images without a rule say so, each with the way to give it one", async () => {
  await open("?state=none&organization=storefront");
  expect(await rows()).toContain("storefront/admin");
  expect(await rows()).not.toContain("storefront/web");
  const add = screen.getByRole("link", { name: "Add retention rule to storefront/admin" });
  expect(add.getAttribute("href")).toBe("/images/storefront/admin/retention?dialog=retention");
});

test("all that matches is exported", async () => {
  await open("?state=failed");
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const [header, first, ...rest] = await savedLines(saved);
  expect(header).toMatch(/^organization,image,tags,size_bytes,keeps_days,keeps_tags,protects,last_run/);
  expect(first).toMatch(
    /^ml-lab,recommender\/train,\d+,\d+,,40,paper-\\d\+ baseline,2.*,1,2.*,1,2080374784$/,
  );
  expect(rest).toEqual([]);
});
