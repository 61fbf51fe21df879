import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderRoutes, setUpConsole } from "../../tests/support/console.tsx";
import { ApiError } from "../api/api-error.ts";
import { ConfirmDeleteDialog } from "./ConfirmDeleteDialog.tsx";

setUpConsole();

function open(onConfirm: () => Promise<void>) {
  const onClose = vi.fn();
  const element = (
    <ConfirmDeleteDialog
      title="Delete team"
      goes={["The organization team", "<img src=x onerror=alert(1)>"]}
      name="team"
      action="Delete organization"
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
  renderRoutes([{ path: "/", element }], "/");
  return onClose;
}

const input = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Type team to confirm" });
const button = () => screen.getByRole<HTMLButtonElement>("button", { name: /Delete organization$/ });

test("says what goes, as plain text, and waits for the name with the focus on its field", () => {
  open(async () => {});
  expect(screen.getByRole("dialog", { name: "Delete team" })).toBeTruthy();
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "The organization team",
    "<img src=x onerror=alert(1)>",
  ]);
  expect(document.activeElement).toBe(input());
});

test("deletes only once the very name is typed", async () => {
  const onConfirm = vi.fn(async () => {});
  const onClose = open(onConfirm);
  for (const wrong of ["tea", "Team", "team1"]) {
    await userEvent.clear(input());
    await userEvent.type(input(), `${wrong}{Enter}`);
    expect(button().disabled).toBe(true);
  }
  expect(onConfirm).not.toHaveBeenCalled();

  await userEvent.clear(input());
  await userEvent.type(input(), "team{Enter}");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(onConfirm).toHaveBeenCalledOnce();
});

test("says a failure inside, keeps what was typed, and lets one try again", async () => {
  const onConfirm = vi
    .fn(async () => {})
    .mockRejectedValueOnce(new ApiError(406, "SVCSTG.SWR.4060074", "not empty", "request-7"));
  const onClose = open(onConfirm);
  await userEvent.type(input(), "team");
  await userEvent.click(button());

  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The organization still has images");
  expect(alert.textContent).toContain("request-7");
  expect(input().value).toBe("team");
  expect(onClose).not.toHaveBeenCalled();

  await userEvent.click(button());
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

test("cannot be sent twice or closed while it works", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const onConfirm = vi.fn(() => promise);
  const onClose = open(onConfirm);
  await userEvent.type(input(), "team{Enter}");
  await userEvent.type(input(), "{Enter}{Escape}");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Cancel" }).disabled).toBe(true);
  expect(onClose).not.toHaveBeenCalled();
  resolve();
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(onConfirm).toHaveBeenCalledOnce();
});
