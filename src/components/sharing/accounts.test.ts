import { expect, test } from "vitest";
import { accountsProblem, readAccounts } from "./accounts.ts";

const limits = { own: "local", max: 2 };

test("one name a line, with spaces and commas in it, each once", () => {
  expect(readAccounts(" partner \r\n\nA Company, Ltd.\npartner\n")).toEqual(["partner", "A Company, Ltd."]);
  expect(readAccounts(" \n ")).toEqual([]);
});

test.each([
  [[], { kind: "empty" }],
  [["partner", "local"], { kind: "own", name: "local" }],
  [["x".repeat(65)], { kind: "long", name: "x".repeat(65) }],
  [["a", "b", "c"], { kind: "many" }],
  [["Local", "x".repeat(64)], undefined],
])("%j: %j", (names, problem) => {
  expect(accountsProblem(names, limits)).toEqual(problem);
});
