/** My images, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { Scenario } from "../../../../mocks/scenarios.ts";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { keepSavedFiles, savedLines } from "../../../../tests/support/saved-files.ts";
import { Component as Form } from "./CreateImageForm.tsx";
import { Component as List } from "./ImageListPage.tsx";

setUpConsole();

const saved = keepSavedFiles();
beforeEach(() => localStorage.clear());

type Answer = Awaited<ReturnType<typeof createDemoService>>;

async function open(path: string, scenario: Scenario = "company", between?: (service: Answer) => Answer) {
  const service = await createDemoService(scenario);
  serve(between?.(service) ?? service);
  const children = [{ path: "new", Component: Form }];
  return renderRoutes(
    [
      { path: "/images", Component: List, children },
      { path: "*", element: <p>elsewhere</p> },
    ],
    path,
  );
}

const table = () => screen.findByRole("table", { name: "My images" });
const rows = async () => (await within(await table()).findAllByRole("rowheader")).length;
/** By its title: in tests antd gives several elements one id, so that a name may be another's. */
async function dialog(title: string): Promise<HTMLElement> {
  const found = await screen.findByRole("dialog");
  expect(within(found).getAllByText(title)[0]).toBeTruthy();
  return found;
}

const box = async (name: string) => within(await table()).findByRole("checkbox", { name });

test("a category filter is kept in the address and cuts the list", async () => {
  const router = await open("/images?category=database");
  await waitFor(async () => expect(await rows()).toBeLessThan(20));
  const select = screen.getByRole("combobox", { name: "Category" });
  await userEvent.click(select);
  await userEvent.click((await screen.findAllByTitle("All")).at(-1) as HTMLElement);
  await waitFor(() => expect(router.state.location.search).toBe(""));
});

test("columns are chosen, rows stand closer, and both are remembered", async () => {
  await open("/images");
  await rows();
  expect(screen.queryByRole("columnheader", { name: /Category/ })).toBeNull();
  await userEvent.click(screen.getByRole("checkbox", { name: "Category", hidden: true }));
  expect(screen.getByRole("columnheader", { name: /Category/ })).toBeTruthy();
  await userEvent.click(screen.getByRole("checkbox", { name: "Compact", hidden: true }));
  expect(JSON.parse(localStorage.getItem("swr.table.images") ?? "")).toEqual({ hidden: [], compact: true });
});

test("a row shows what its image has", async () => {
  await open("/images?organization=storefront");
  const row = within(
    (await screen.findByRole("link", { name: "storefront/web" })).closest("tr") as HTMLElement,
  );
  const signs = await row.findAllByRole("img");
  expect(signs.map((sign) => sign.getAttribute("aria-label"))).toEqual([
    "Retention rule",
    "1 trigger",
    "2 webhooks",
    "1 target of automatic sync",
    "1 share",
  ]);
});

test("chosen images are deleted one by one; what fails is said, kept chosen, and tried again alone", async () => {
  let refuse = true;
  await open("/images", "company", (service) => async (request) => {
    if (refuse && request.method === "DELETE" && request.url.includes("alpine")) {
      return Response.json({ error_code: "SVCSTG.SWR.4037018", request_id: "request-7" }, { status: 403 });
    }
    return service(request);
  });
  await userEvent.click(await box("Select base-images/alpine"));
  await userEvent.click(await box("Select ml-lab/notebook"));
  const bar = screen.getByRole("region", { name: "2 images selected" });
  await userEvent.click(within(bar).getByRole("button", { name: "Delete" }));

  const confirmation = await dialog("Delete 2 images");
  expect(confirmation.textContent).toContain("base-images/alpine");
  await userEvent.type(within(confirmation).getByRole("textbox", { name: "Type 2 to confirm" }), "2{Enter}");
  const outcomes = await screen.findByRole("list", { name: "Outcome of each" });
  await waitFor(() =>
    expect(
      within(outcomes)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual(["base-images/alpineYou may not manage this image", "ml-lab/notebookDone"]),
  );
  expect(screen.getByRole("region", { name: "1 image selected", hidden: true })).toBeTruthy();

  refuse = false;
  await userEvent.click(screen.getByRole("button", { name: "Retry 1 failed" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(screen.queryByRole("link", { name: "base-images/alpine" })).toBeNull());
});

test("all that matches is exported, beyond the page shown", async () => {
  await open("/images?organization=base-images");
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  const lines = await savedLines(saved);
  expect(lines[0]).toContain("organization,image,type");
  expect(lines.length).toBe((await rows()) + 1);
  expect(lines.slice(1).every((line) => line.startsWith("base-images,"))).toBe(true);
});

test("an export that fails says so and can be tried again", async () => {
  let broken = true;
  await open("/images", "company", (service) => async (request) => {
    if (broken && request.url.includes("/v3/manage/repos")) return Response.json({}, { status: 400 });
    return service(request);
  });
  await rows();
  await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(saved).toHaveLength(1));
});

test("an image is made, with its name checked while typed, and opened", async () => {
  const router = await open("/images/new?organization=payments");
  const form = await dialog("Create image");
  const name = within(form).getByRole("textbox", { name: "Image name" });
  await userEvent.type(name, "My");
  expect(name.getAttribute("aria-invalid")).toBe("true");
  await userEvent.clear(name);
  await userEvent.type(name, "ledger");
  await userEvent.click(within(form).getByRole("button", { name: "Create image" }));
  expect(await within(form).findByText("An image or tag of this name exists already")).toBeTruthy();
  await userEvent.type(name, "-two");
  await userEvent.click(within(form).getByRole("button", { name: /Create image$/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/images/payments/ledger-two/tags"));
});

test("a user who may create images nowhere is told so", async () => {
  const writes: string[] = [];
  await open("/images/new", "empty", (service) => (request) => {
    if (request.method === "POST") writes.push(request.url);
    return service(request);
  });
  const form = await dialog("Create image");
  const reason = "You have no organization to create an image in: that takes edit or manage on it.";
  const create = await within(form).findByRole("button", { name: "Create image", description: reason });
  expect(create.getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(within(form).getByRole("textbox", { name: "Image name" }), "app{Enter}");
  await userEvent.click(create);
  expect(within(form).getByRole("combobox", { description: reason })).toBeTruthy();
  expect(writes).toEqual([]);
});

test("an image that is sent before the organizations have come is made once they have", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const router = await open(
    "/images/new?organization=base-images",
    "company",
    (service) => async (request) => {
      if (request.url.endsWith("/v2/manage/namespaces")) await promise;
      return service(request);
    },
  );
  const form = await dialog("Create image");
  await userEvent.type(within(form).getByRole("textbox", { name: "Image name" }), "early");
  await userEvent.click(within(form).getByRole("button", { name: "Create image" }));
  resolve();
  await waitFor(() => expect(router.state.location.pathname).toBe("/images/base-images/early/tags"));
});

test("an image one may not delete says so in its menu, and is not selected for it", async () => {
  await open("/images?size=100", "limited");
  const rowOf = async (image: string) => {
    const name = within(await table()).findByRole("link", { name: image });
    return within((await name).closest("tr") as HTMLElement);
  };
  const boxOf = async (image: string) =>
    (await rowOf(image)).getByRole<HTMLInputElement>("checkbox", { name: `Select ${image}` });
  expect((await boxOf("payments/ledger")).title).toBe("");
  const [other] = screen
    .getAllByRole("link")
    .map((link) => link.textContent ?? "")
    .filter((name) => name.startsWith("storefront/"));
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all images on this page" }));
  expect(screen.getByRole("region", { name: "1 image selected" })).toBeTruthy();
  expect((await boxOf("payments/ledger")).checked).toBe(true);
  const refused = await boxOf(other ?? "");
  expect(refused.checked).toBe(false);
  expect(refused.title).toBe("Sharing and deleting take the manage permission on this image");

  await userEvent.click((await rowOf(other ?? "")).getByRole("button", { name: "More actions" }));
  const item = await screen.findByRole("menuitem", { name: /Deleting takes the manage permission/ });
  expect(item.getAttribute("aria-disabled")).toBe("true");
});

test("a user who may edit no organization cannot upload on the page, and reads why", async () => {
  await open("/images", "limited", (service) => async (request) => {
    const answer = await service(request);
    if (!request.url.endsWith("/v2/manage/namespaces")) return answer;
    const { namespaces } = await answer.json();
    return Response.json({ namespaces: namespaces.map((one: object) => ({ ...one, auth: 1 })) });
  });
  const upload = await screen.findByRole("button", { name: "Upload" });
  await waitFor(() => expect(upload.getAttribute("aria-disabled")).toBe("true"));
  const reason = document.getElementById(upload.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toContain("that on single images is not enough");
});
