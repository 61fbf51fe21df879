/** 「治理 › 共享」, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
import { dayAfter } from "../../../components/sharing/terms.ts";
// Their code is here before a test waits for them.
import "../../../components/sharing/RevokeSharesDialog.tsx";
import "./ExtendSharesDialog.tsx";
import { Component } from "./LedgerPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
const saved = keepSavedFiles();
beforeEach(async () => {
  service = await createDemoService();
});

function open(search = "", answer: typeof service = service) {
  serve(answer);
  return renderRoutes(
    [
      { path: "/governance/shares", Component },
      { path: "*", element: <p>elsewhere</p> },
    ],
    `/governance/shares${search}`,
  );
}

const rows = async () =>
  (await within(await screen.findByRole("table", { name: "Shares" })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );
const row = (name: RegExp) => screen.getByRole("row", { name });
const choose = async (name: string) =>
  userEvent.click(await screen.findByRole("checkbox", { name: `Select ${name}` }));

test("every share is listed by when it ends, with its state, and narrowed by account", async () => {
  const router = open();
  expect(await rows()).toEqual([
    "edge/gateway",
    "payments/checkout-api",
    "ml-lab/feature-store",
    "storefront/web",
    "storefront/cart",
    "data-platform/clickhouse",
    "storefront/search",
  ]);
  expect(row(/gateway/).textContent).toContain("Expired");
  expect(row(/search/).textContent).toContain("Public, no effect");
  await userEvent.type(screen.getByRole("searchbox", { name: "Account" }), "north{Enter}");
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  expect(router.state.location.search).toBe("?account=north");
});

test("the list is narrowed to what ends soon", async () => {
  const router = open();
  await rows();
  await userEvent.click(screen.getByRole("combobox", { name: "State" }));
  await userEvent.click((await screen.findAllByTitle("Ends within 7 days")).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toEqual(["payments/checkout-api", "ml-lab/feature-store"]));
  expect(router.state.location.search).toBe("?state=soon");
});

test("shares of others are listed with their owner, and cannot be changed", async () => {
  const router = open("?organization=payments");
  await rows();
  await userEvent.click(screen.getByRole("radio", { name: "With us" }));
  await waitFor(() => expect(router.state.location.search).toBe("?direction=in"));
  await waitFor(async () => expect(await rows()).toHaveLength(4));
  expect(within(row(/engine/)).queryByRole("link")).toBeNull();
  expect(within(row(/tiles/)).getByRole("link").getAttribute("href")).toBe(
    "/images/northwind-maps/tiles/tags",
  );
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button", { name: /Revoke/ })).toBeNull();
});

test("shares of others are narrowed by a part of the organization's name", async () => {
  open("?direction=in&organization=MAPS");
  expect(await rows()).toEqual([
    "northwind-maps/routing/engine",
    "northwind-maps/geocoder",
    "northwind-maps/tiles",
  ]);
});

test("many are extended at once, those that had ended too, and keep their descriptions", async () => {
  open();
  await choose("edge/gateway → contoso");
  await choose("payments/checkout-api → northwind");
  await userEvent.click(screen.getByRole("button", { name: "Extend" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Extend 2 shares")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Extend" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const day = dayAfter(Date.now(), 30);
  await waitFor(() => expect(row(/gateway/).textContent).toContain(`${day} 30 days left`));
  expect(row(/checkout-api/).textContent).toContain(day);
  expect(row(/gateway/).textContent).toContain("Evaluation");
});

test("many are revoked; the dialog says who loses what, and a failed one stays chosen", async () => {
  open("", async (request) =>
    request.method === "DELETE" && request.url.includes("cart")
      ? Response.json({ error_code: "SVCSTG.SWR.4037018", request_id: "request-7" }, { status: 403 })
      : service(request),
  );
  await choose("storefront/web → contoso");
  await choose("storefront/cart → contoso");
  await userEvent.click(
    within(screen.getByRole("region", { name: "2 shares selected" })).getByRole("button", { name: "Revoke" }),
  );
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "contosostorefront/web",
    "contosostorefront/cart",
  ]);
  await userEvent.click(dialog.getByRole("button", { name: "Revoke 2 shares" }));
  const outcomes = await screen.findByRole("list", { name: "Outcome of each" });
  await waitFor(() =>
    expect(outcomes.textContent).toContain("storefront/cart → contosoYou may not manage this image"),
  );
  expect(outcomes.textContent).not.toContain("request-7");
  expect(outcomes.textContent).toContain("storefront/web → contosoDone");
  await waitFor(async () => expect(await rows()).not.toContain("storefront/web"));
  expect(screen.getByRole("region", { name: "1 share selected", hidden: true })).toBeTruthy();
});

test("all that matches is exported, as text to any spreadsheet", async () => {
  open("?account=contoso", async (request) => {
    const answer = await service(request);
    if (!request.url.includes("/api/shares")) return answer;
    const { total, shares } = await answer.json();
    const [first, ...rest] = shares;
    return Response.json({ total, shares: [{ ...first, description: '=HYPERLINK("x")' }, ...rest] });
  });
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const [header, first, ...rest] = await savedLines(saved);
  expect(header).toBe(
    "direction,organization,image,account,deadline,ends_at,state,created,updated,shared_by,description",
  );
  expect(first).toMatch(/^out,edge,gateway,contoso,.*,ended,.*,admin,"'=HYPERLINK\(""x""\)"$/);
  expect(rest).toHaveLength(3);
});
