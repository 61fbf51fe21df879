/** The forms that copy tags and images to another region, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import type { ImageRef } from "../../resources/images.ts";
import { SyncImagesForm } from "./SyncImagesForm.tsx";
import { SyncTagsForm } from "./SyncTagsForm.tsx";

setUpConsole();

const LEDGER = { organization: "payments", image: "ledger", tagCount: 9 };

async function openTags(tags: string[]) {
  const service = await createDemoService();
  serve(service);
  const form = <SyncTagsForm {...LEDGER} tags={tags} onClose={() => undefined} />;
  const router = renderRoutes(
    [
      { path: "/form", element: form },
      { path: "*", element: <p>elsewhere</p> },
    ],
    "/form",
  );
  return { service, router, form: within(await screen.findByRole("dialog")) };
}

async function openImages(images: (ImageRef & { tagCount: number })[]) {
  const service = await createDemoService();
  serve(service);
  const onClose = vi.fn();
  renderRoutes([{ path: "/form", element: <SyncImagesForm images={images} onClose={onClose} /> }], "/form");
  return { service, onClose, form: within(await screen.findByRole("dialog")) };
}

type Form = ReturnType<typeof within>;

async function chooseFrankfurt(form: Form) {
  await userEvent.click(form.getByRole("combobox", { name: "Target region" }));
  await userEvent.click((await screen.findAllByTitle("Frankfurt (eu-west-1)")).at(-1) as HTMLElement);
}

async function enterOrganization(form: Form, name: string) {
  const field = form.getByRole("textbox", { name: "Organization there" });
  await userEvent.clear(field);
  if (name !== "") await userEvent.type(field, name);
}

test("tags: nothing is sent without a region and a name that can be", async () => {
  const { form, router } = await openTags(["3.4.7"]);
  expect(form.getByText("Select a region")).toBeTruthy();
  await enterOrganization(form, "");
  await userEvent.click(form.getByRole("button", { name: "Start sync" }));
  expect(await form.findByText("Choose a region")).toBeTruthy();
  expect(form.queryByText(/^Goes to/)).toBeNull();
  expect(router.state.location.pathname).toBe("/form");
});

test("tags: says where they go, and leads to the records", async () => {
  const tags = ["3.4.6", "3.4.7"];
  const { form, router, service } = await openTags(tags);
  expect(form.getByText("Sync 2 tags")).toBeTruthy();
  expect(form.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(tags);
  await chooseFrankfurt(form);
  expect(form.getByText(/^Goes to/).textContent).toBe("Goes to registry.eu.example/payments/ledger");
  await userEvent.click(form.getByRole("button", { name: "Start sync" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/images/payments/ledger/sync"));
  const answer = await service(new Request(`${ORIGIN}/api/images/payments/ledger/sync-records`));
  const { records }: { records: { tag: string }[] } = await answer.json();
  expect(
    records
      .slice(0, 2)
      .map(({ tag }) => tag)
      .sort(),
  ).toEqual(tags);
});

test("tags: those that were not taken up stay in sight, and can be sent again", async () => {
  const { form, router, service } = await openTags(["3.4.6", "3.4.7"]);
  // As the API reference lets it answer; this service takes up all there are.
  const answers = [["3.4.6"], []];
  serve((request) => {
    const left = request.url.endsWith("/sync_images") ? answers.shift() : undefined;
    return left ? Promise.resolve(Response.json(left)) : service(request);
  });
  await chooseFrankfurt(form);
  await userEvent.click(form.getByRole("button", { name: "Start sync" }));
  const left = await form.findByText(/^These tags were not taken up:/);
  expect(left.textContent).toBe("These tags were not taken up: 3.4.6");
  expect(router.state.location.pathname).toBe("/form");
  await userEvent.click(form.getByRole("button", { name: "Start sync" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/images/payments/ledger/sync"));
  expect(answers).toEqual([]);
});

test("images: each says what became of it, what is left to do first", async () => {
  const { form, onClose } = await openImages([
    LEDGER,
    { organization: "payments", image: "checkout-api", tagCount: 4 },
    { organization: "payments", image: "no-such", tagCount: 1 },
  ]);
  expect(
    within(form.getByRole("list"))
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent),
  ).toEqual(["payments/ledger", "payments/checkout-api", "payments/no-such"]);
  await chooseFrankfurt(form);
  expect(form.getByText(/^Goes to/).textContent).toBe("Goes to registry.eu.example/payments/…");
  await userEvent.click(form.getByRole("button", { name: "Add automatic sync" }));
  const outcomes = await form.findByRole("status", { name: "Outcome of each image" });
  expect(Array.from(outcomes.children, ({ textContent }) => textContent)).toEqual([
    "payments/no-suchThere is no such image",
    "payments/checkout-apiHas an automatic sync to this target already",
    "payments/ledgerAdded",
  ]);
  await userEvent.click(form.getByText("Close"));
  expect(onClose).toHaveBeenCalled();
});

test("images: what they have goes as well, where that is wished", async () => {
  const { form, service } = await openImages([LEDGER, { organization: "no", image: "such", tagCount: 1 }]);
  await chooseFrankfurt(form);
  await enterOrganization(form, "payments");
  await userEvent.click(form.getByRole("checkbox", { name: "Copy the present 10 tags now as well" }));
  await userEvent.click(form.getByRole("button", { name: "Add automatic sync" }));
  await form.findByRole("status", { name: "Outcome of each image" });
  await waitFor(async () => {
    const answer = await service(new Request(`${ORIGIN}/api/images/payments/ledger/sync-records`));
    const { total }: { total: number } = await answer.json();
    // One was there.
    expect(total).toBe(10);
  });
});

test("images: none is sent where no target was added", async () => {
  const { form } = await openImages([{ organization: "no", image: "such", tagCount: 1 }]);
  await chooseFrankfurt(form);
  await enterOrganization(form, "payments");
  await userEvent.click(form.getByRole("checkbox", { name: "Copy the present 1 tag now as well" }));
  await userEvent.click(form.getByRole("button", { name: "Add automatic sync" }));
  const outcomes = await form.findByRole("status", { name: "Outcome of each image" });
  expect(Array.from(outcomes.children, ({ textContent }) => textContent)).toEqual([
    "no/suchThere is no such image",
  ]);
  expect(screen.getAllByRole("dialog")).toHaveLength(1);
});

test("images of several organizations are given none", async () => {
  const { form } = await openImages([LEDGER, { organization: "storefront", image: "web", tagCount: 0 }]);
  const field = form.getByRole<HTMLInputElement>("textbox", { name: "Organization there" });
  expect(field.value).toBe("");
});
