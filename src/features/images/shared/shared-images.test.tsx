/** 「他人共享」, the page of such an image, and sharing many of one's own, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
// Its code is here before a test waits for it.
import "../list/ShareImagesForm.tsx";
import { imageRoutes } from "../../../image-routes.tsx";
import { Component as Own } from "../list/ImageListPage.tsx";
import { Component as Shared } from "./SharedImageListPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(path: string, answer: typeof service = service) {
  serve(answer);
  return renderRoutes(
    [{ path: "/images", Component: Own }, { path: "/images/shared", Component: Shared }, ...imageRoutes],
    path,
  );
}

const rows = async (table: string) =>
  (await within(await screen.findByRole("table", { name: table })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );

test("images shared by others are listed with owner, end and pull command", async () => {
  open("/images/shared?sort=name&order=asc");
  const names = await rows("Shared by others");
  expect(names).toHaveLength(4);
  const row = (name: RegExp) => within(screen.getByRole("row", { name }));
  expect(row(/geocoder/).getByText("northwind")).toBeTruthy();
  expect(row(/geocoder/).getByText(/^[56] days left$/)).toBeTruthy();
  expect(row(/geocoder/).getByRole("button", { name: "Pull command" })).toBeTruthy();
  expect(row(/tiles/).getByText("For ever")).toBeTruthy();
  // Of what is over only the names are known, and nothing leads there.
  expect(row(/engine/).getByText("Expired")).toBeTruthy();
  expect(row(/engine/).queryByRole("link")).toBeNull();
  expect(row(/engine/).queryByRole("button")).toBeNull();
});

test("the tabs and the filters are in the address", async () => {
  const router = open("/images");
  const tabs = within(await screen.findByRole("navigation", { name: "Whose images" }));
  await userEvent.click(tabs.getByRole("link", { name: "Shared by others" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/images/shared"));
  await userEvent.click(await screen.findByRole("combobox", { name: "State" }));
  await userEvent.click((await screen.findAllByTitle("Not in force")).at(-1) as HTMLElement);
  await waitFor(() => expect(router.state.location.search).toBe("?status=false"));
  await waitFor(async () => expect(await rows("Shared by others")).toHaveLength(1));
  const isHere = (name: string) => screen.getByRole("link", { name }).getAttribute("aria-current");
  expect([isHere("Own images"), isHere("Shared by others")]).toEqual([null, "page"]);
});

test("an image of another account says who shares it until when, and has no actions that cannot work", async () => {
  open("/images/northwind-maps/geocoder/tags");
  const note = await screen.findByText(/read-only/);
  expect(note.textContent).toMatch(/northwind · \d{4}-\d\d-\d\d [56] days left · read-only/);
  const tabs = within(screen.getByRole("navigation", { name: "Image details" }));
  expect(tabs.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Tags",
    "Description",
    "Pull/Push guide",
  ]);
  expect(await rows("Tags")).toContain("2.0.0");
  for (const name of ["Edit", "Delete"]) expect(screen.queryByRole("button", { name })).toBeNull();
  await userEvent.click(screen.getByRole("checkbox", { name: "Select 2.0.0" }));
  const bar = within(screen.getByRole("region", { name: "1 tag selected" }));
  expect(bar.queryByRole("button", { name: "Delete" })).toBeNull();
});

test("own images are cut to those that are shared", async () => {
  open("/images?shared=mine&sort=name&order=asc");
  await waitFor(async () => expect(await rows("My images")).toHaveLength(7));
  expect(screen.queryByRole("combobox", { name: "Category" })).toBeNull();
  expect(await rows("My images")).toContain("payments/checkout-api");
});

test("many are shared at once; what cannot be is said before anything is sent", async () => {
  const sent: string[] = [];
  open("/images?organization=base-images", async (request) => {
    if (request.method === "POST") sent.push(new URL(request.url).pathname);
    return service(request);
  });
  const choose = async (name: string) =>
    userEvent.click(await screen.findByRole("checkbox", { name: `Select ${name}` }));
  await choose("base-images/alpine");
  await userEvent.click(screen.getByRole("combobox", { name: "Organization" }));
  await userEvent.click((await screen.findAllByTitle("ml-lab")).at(-1) as HTMLElement);
  await choose("ml-lab/notebook");
  await choose("ml-lab/recommender/serve");
  const bar = within(screen.getByRole("region", { name: "3 images selected" }));
  await userEvent.click(bar.getByRole("button", { name: "Share" }));
  // By its title: in tests antd gives several elements one id, so that its name may be another's.
  const form = within(await screen.findByRole("dialog"));
  expect(form.getByText("Share 3 images")).toBeTruthy();
  expect(form.getByText("1 of 3 chosen images cannot be shared:")).toBeTruthy();
  expect(form.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "ml-lab/notebook",
    "ml-lab/recommender/serve",
    "base-images/alpineAnyone can pull a public image: it needs no share",
  ]);
  await userEvent.type(form.getByRole("textbox", { name: "Share with" }), "contoso");
  await userEvent.click(form.getByRole("button", { name: "Share" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent.sort()).toEqual(
    ["notebook", "recommender$serve"].map(
      (image) =>
        `/api/swr/v2/manage/namespaces/ml-lab/repositories/${encodeURIComponent(image)}/access-domains`,
    ),
  );
});
