import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderRoutes, setUpConsole } from "../../tests/support/console.tsx";
import { queryClient } from "../api/query-client.ts";
import { useWrite } from "./use-write.ts";

setUpConsole();

function Form({ write }: { write: (secret: string) => Promise<void> }) {
  const { loading, error, send, forgetError } = useWrite(write);
  return (
    <>
      <button type="button" onClick={() => send("secret")}>
        {loading ? "sending" : "send"}
      </button>
      <input aria-label="text" onChange={forgetError} />
      {error && <p role="alert">{error.message}</p>}
    </>
  );
}

function open(write: (secret: string) => Promise<void>) {
  return renderRoutes(
    [
      { path: "/", element: <Form write={write} /> },
      { path: "/away", element: null },
    ],
    "/",
  );
}

const click = (name: string) => userEvent.click(screen.getByRole("button", { name }));

test("is sent once, however often it is asked for, and stays busy once it went well", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const write = vi.fn(() => promise);
  open(write);
  await click("send");
  await click("sending");
  resolve();
  await promise;
  await click("sending");
  expect(write).toHaveBeenCalledOnce();
});

test("a failure stays until it is sent again, or what was typed changes", async () => {
  open(() => Promise.reject(new Error("no")));
  await click("send");
  expect(await screen.findByRole("alert")).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox"), "a");
  expect(screen.queryByRole("alert")).toBeNull();
  await click("send");
  expect(await screen.findByRole("alert")).toBeTruthy();
});

test("a write's input is forgotten with the form that sent it", async () => {
  const router = open(async () => {});
  await click("send");
  const sent = () =>
    JSON.stringify(
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    );
  expect(sent()).toContain("secret");
  await router.navigate("/away");
  await vi.waitFor(() => expect(sent()).not.toContain("secret"));
});
