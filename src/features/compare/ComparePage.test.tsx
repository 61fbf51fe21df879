/** The comparison, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { imageRoutes } from "../../image-routes.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

const LEDGER = "/images/payments/ledger";

function open(path: string) {
  serve(service);
  return renderRoutes(imageRoutes, path);
}

test("two tags are compared by layers and by config", async () => {
  open(`${LEDGER}/compare?from=3.4.1&to=3.4.2`);
  const layers = await screen.findByRole("table", { name: "Layers" });
  // The base and the dependencies stay; the code is another one.
  expect(within(layers).getAllByText("Both")).toHaveLength(4);
  expect(within(layers).getAllByText("Only the first")).toHaveLength(1);
  expect(within(layers).getAllByText("Only the second")).toHaveLength(1);
  const config = await screen.findByRole("table", { name: "Config differences" });
  const variable = within(config).getByRole("row", { name: /^Environment ?APP_VERSION/ });
  expect(
    within(variable)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["3.4.1", "3.4.2"]);
});

test("indexes are compared by a platform, which the address keeps", async () => {
  const router = open("/images/base-images/alpine/compare?from=3.22&to=3.23&platform=linux%2Farm64");
  expect(await screen.findByRole("table", { name: "Layers" })).toBeTruthy();
  expect(screen.getByTitle("linux/arm64")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Swap the two" }));
  await waitFor(() => expect(router.state.location.search).toContain("from=3.23&to=3.22"));
  expect(router.state.location.search).toContain("platform=linux%2Farm64");
});

test("without a second tag the comparison asks for one", async () => {
  open(`${LEDGER}/compare?from=3.4.1`);
  expect(await screen.findByRole("heading", { name: "Choose two tags" })).toBeTruthy();
});
