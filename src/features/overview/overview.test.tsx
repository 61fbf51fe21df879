/** The overview in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { RECEIVERS } from "../../../mocks/demo-receivers.ts";
import { withFaults } from "../../../mocks/faults.ts";
import type { Scenario } from "../../../mocks/scenarios.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { queryClient } from "../../api/query-client.ts";
import { Component } from "./OverviewPage.tsx";

setUpConsole();

async function open(scenario: Scenario, search = "") {
  const service = await createDemoService(scenario);
  serve(service);
  const router = renderRoutes([{ path: "/overview", Component }], `/overview${search}`);
  return { service, router };
}

const valueBeside = async (term: string) =>
  (await screen.findByRole("term", { name: (_, element) => element.textContent === term })).nextElementSibling
    ?.textContent;

test("counts what the account holds, and shows what changed last", async () => {
  await open("company");
  await waitFor(async () => expect(await valueBeside("Images")).toBe("30"));
  expect(await screen.findByText("Quota: 6 of 1,000 used")).toBeTruthy();
  const recent = screen.getByRole("region", { name: "Recent activity" });
  const links = await within(recent).findAllByRole("link");
  expect(links[0]?.getAttribute("href")).toBe("/images/ml-lab/notebook/tags");
  expect(screen.queryByRole("heading", { name: "Getting started" })).toBeNull();
});

test("shares that end soon are warned of, out and in, with the way to them", async () => {
  await open("company");
  const out = await screen.findByText(/2 shares of your images end within 7 days/);
  expect(within(out).getByRole("link").getAttribute("href")).toBe(
    "/governance/shares?direction=out&state=soon",
  );
  const shared = await screen.findByText(/1 share of an image with you ends within 7 days/);
  expect(within(shared).getByRole("link").getAttribute("href")).toBe(
    "/governance/shares?direction=in&state=soon",
  );
});

test("automatic work of the last day is counted, failures first, with links", async () => {
  await open("company");
  const links = () => within(screen.getByRole("region", { name: /By itself/ })).getAllByRole("link");
  await waitFor(() =>
    expect(links().map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      [
        "Webhook Old deployer of payments/checkout-api was switched off: its receiver answered 410",
        expect.stringMatching(/^\/images\/payments\/checkout-api\/triggers\?dialog=deliveries\./),
      ],
      [
        "Webhook Chat of storefront/web fails",
        expect.stringMatching(/^\/images\/storefront\/web\/triggers\?dialog=deliveries\./),
      ],
      ["3 triggers failed", "/governance/triggers?state=lately"],
      ["2 tags could not be copied to another region", "/governance/sync?state=failed&since=day"],
      ["1 copy of a tag to another region timed out", "/governance/sync?state=timeout&since=day"],
      ["Retention could not delete every tag of 1 image", "/governance/retention?state=failed"],
      ["Retention deleted tags of 3 images", "/governance/retention?state=deleted"],
    ]),
  );
});

test("some of many webhooks in trouble are named, with a link to the others", async () => {
  const { service } = await open("company");
  const post = async (path: string, body: object) => {
    const url = `${ORIGIN}/api/webhooks${path}`;
    return await (await service(new Request(url, { method: "POST", body: JSON.stringify(body) }))).json();
  };
  for (const name of ["one", "two", "three"]) {
    const settings = { events: ["push"], condition_type: "all", condition: "", enabled: true };
    const body = { namespace: "edge", name, url: RECEIVERS.retired, ...settings };
    await post(`/${(await post("", body)).webhook.id}/test`, {});
  }
  await queryClient.invalidateQueries();
  const more = await screen.findByRole("link", { name: "2 more webhooks need attention" });
  expect(more.getAttribute("href")).toBe("/governance/triggers/webhooks?state=trouble");
  expect(screen.getAllByText(/^Webhook .* (fails|answered 410)$/)).toHaveLength(3);
});

test("an account on its first day is shown its four steps, the first one next", async () => {
  await open("empty");
  const start = await screen.findByRole("region", { name: "Getting started" });
  const steps = within(start).getAllByRole("link");
  expect(steps.map((step) => step.getAttribute("aria-current"))).toEqual(["step", null, null, null]);
  expect(steps[0]?.getAttribute("href")).toBe("/organizations/new");
  expect(await screen.findByRole("heading", { name: "Nothing has happened yet" })).toBeTruthy();
  expect(screen.queryByRole("region", { name: /By itself/ })).toBeNull();
});

test("the charts change their period, which is in the address, and tell their values by key", async () => {
  const { router } = await open("company");
  const reader = await screen.findByRole("slider", { name: "Pull traffic" });
  expect(reader.getAttribute("max")).toBe("29");
  expect(screen.getByText("Days begin at midnight UTC.")).toBeTruthy();
  await userEvent.click(screen.getByText("Month"));
  expect(router.state.location.search).toBe("?period=month");
  const months = await screen.findByRole("slider", { name: "Pull traffic" });
  await waitFor(() => expect(Number(months.getAttribute("max"))).toBeLessThan(12));
  expect(months.getAttribute("aria-valuetext")).toMatch(/^\w{3} \d{4}: [\d.]+\sGB$/);
});

test("what fails is said in its own place, and can be tried again", async () => {
  const faults = withFaults(await createDemoService(), "forbidden");
  serve(faults.answer);
  renderRoutes([{ path: "/overview", Component }], "/overview");
  // The numbers, two charts and the recent activity.
  await waitFor(() => expect(screen.getAllByRole("button", { name: "Try again" })).toHaveLength(4));
  faults.set("none");
  for (const retry of screen.getAllByRole("button", { name: "Try again" })) await userEvent.click(retry);
  await waitFor(async () => expect(await valueBeside("Images")).toBe("30"));
});
