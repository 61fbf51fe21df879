import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { SearchInput } from "./SearchInput.tsx";

afterEach(cleanup);

function setUp() {
  const sent: string[] = [];
  render(<SearchInput label="Filter" value="" onChange={(value) => sent.push(value)} />);
  return { sent, field: screen.getByRole("searchbox", { name: "Filter" }) };
}

test("takes effect after a pause, once", async () => {
  const { sent, field } = setUp();
  await userEvent.type(field, " app ");
  await expect.poll(() => sent).toEqual(["app"]);
});

test("takes effect at once when the field is left", async () => {
  const { sent, field } = setUp();
  await userEvent.type(field, "app");
  await userEvent.tab();
  expect(sent).toEqual(["app"]);
});

test("leaving the field unchanged asks for nothing", async () => {
  const { sent, field } = setUp();
  await userEvent.click(field);
  await userEvent.tab();
  expect(sent).toEqual([]);
});
