/** The search dialog in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { SearchDialog } from "./SearchDialog.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(answer = service) {
  serve(answer);
  const element = <SearchDialog onClose={() => undefined} />;
  return renderRoutes(
    [
      { path: "/", element },
      { path: "*", element: <p>elsewhere</p> },
    ],
    "/",
  );
}

const field = () => screen.findByRole<HTMLInputElement>("combobox", { name: "Search" });
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

test("offers the pages before anything is typed", async () => {
  open();
  expect((await field()).getAttribute("aria-expanded")).toBe("true");
  expect(options()).toContain("Organizations");
});

test("finds what contains the text, and Enter opens the first", async () => {
  const router = open();
  await userEvent.type(await field(), "data-plat");
  const images = await screen.findByRole("group", { name: "Organizations" });
  expect(within(images).getAllByRole("option")[0]?.textContent).toBe("data-platform");
  await waitFor(() => expect(screen.getByRole("status").textContent).toMatch(/^Results: /));
  await userEvent.keyboard("{Enter}");
  expect(router.state.location.pathname).toBe("/organizations/data-platform/images");
});

test("the arrow keys walk through all groups and around", async () => {
  open();
  const input = await field();
  const active = () =>
    document.getElementById(input.getAttribute("aria-activedescendant") ?? "")?.textContent;
  await userEvent.click(input);
  const first = active();
  await userEvent.keyboard("{ArrowUp}");
  expect(active()).toBe(options().at(-1));
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe(first);
});

test("says when nothing is found, and when the service fails", async () => {
  open();
  await userEvent.type(await field(), "no such thing");
  expect(await screen.findByText(/Nothing found for “no such thing”/)).toBeTruthy();
});

test("a failure is said in its place", async () => {
  open(async () => Response.json({ error_code: "SVCSTG.SWR.4030170" }, { status: 403 }));
  await userEvent.type(await field(), "anything");
  await waitFor(() => expect(screen.getByRole("alert").textContent).not.toBe(""));
});
