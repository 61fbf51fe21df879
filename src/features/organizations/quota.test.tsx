/** What an organization stores and may, on its page and on the list, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { Component as Detail } from "./OrganizationDetailPage.tsx";
import { Component as List } from "./OrganizationListPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(path: string, answer = service) {
  serve(answer);
  const children = [{ path: "images", element: null }];
  return renderRoutes(
    [
      { path: "/organizations", Component: List },
      { path: "/organizations/:organization", Component: Detail, children },
    ],
    path,
  );
}

const PAGE = "/organizations/edge/images";
const drawer = () => screen.findByRole("dialog", { name: "Set storage quota" });
const field = async () =>
  within(await drawer()).getByRole<HTMLInputElement>("textbox", { name: "Storage quota" });
const save = async () => userEvent.click(within(await drawer()).getByRole("button", { name: "Save" }));

test("a quota is set, shown on the page and on the list, and taken back", async () => {
  open(`${PAGE}?dialog=quota`);
  await userEvent.type(await field(), "1.5");
  await save();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await screen.findByText(/of 1\.5\sGB$/)).toBeTruthy();

  await userEvent.click(screen.getByRole("button", { name: "Set storage quota" }));
  expect((await field()).value).toBe("1.5");
  await userEvent.clear(await field());
  await save();
  await waitFor(() => expect(screen.queryByText(/of 1\.5\sGB$/)).toBeNull());
});

test("an invalid quota is refused at its field; one below what is stored brings a warning", async () => {
  open(`${PAGE}?dialog=quota`);
  await userEvent.type(await field(), "0,5{Enter}");
  expect((await field()).getAttribute("aria-invalid")).toBe("true");
  await userEvent.clear(await field());
  await userEvent.type(await field(), "0.001");
  expect((await field()).getAttribute("aria-invalid")).toBe("false");
  expect(await screen.findByText(/no more than what is stored/)).toBeTruthy();
});

test("without the manage permission a user reads why the quota cannot be set", async () => {
  open(PAGE, async (request) => {
    if (!new URL(request.url).pathname.endsWith("/namespaces/edge")) return service(request);
    return Response.json({ ...(await (await service(request)).json()), auth: 3 });
  });
  const button = await screen.findByRole("button", { name: "Set storage quota" });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("true"));
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "Only those who may manage the organization can set its storage quota",
  );
});

test("the list shows what each stores, and sorts by it", async () => {
  const router = open("/organizations");
  await userEvent.click(await screen.findByRole("button", { name: "Storage" }));
  expect(router.state.location.search).toBe("?sort=stored&order=desc");
  const table = screen.getByRole("table", { name: "Organizations" });
  const names = within(table).getAllByRole("rowheader");
  expect(names.length).toBeGreaterThan(3);
  expect(within(table).getAllByText(/GB/).length).toBeGreaterThan(3);
});
