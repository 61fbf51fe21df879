/** 「添加触发器」, in front of the service itself. */
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { TriggerForm } from "./TriggerForm.tsx";

setUpConsole();

test("what is to be chosen says so, one after the other", async () => {
  serve(await createDemoService());
  const element = (
    <TriggerForm
      organization="payments"
      image="ledger"
      triggers={[]}
      refusal={undefined}
      onClose={() => undefined}
    />
  );
  renderRoutes([{ path: "/form", element }], "/form");
  const form = within(await screen.findByRole("dialog", { name: "Add trigger" }));
  expect(form.getByText("Select a cluster")).toBeTruthy();
  await choose("Cluster", "production");
  expect(await form.findByText("Select a namespace")).toBeTruthy();
  await choose("Namespace", "payments");
  expect(await form.findByText("Select a workload")).toBeTruthy();

  async function choose(label: string, name: string) {
    await userEvent.click(form.getByRole("combobox", { name: label }));
    await userEvent.click((await screen.findAllByTitle(name)).at(-1) as HTMLElement);
  }
});
