import { expect, test } from "vitest";
import { consoleOperations } from "./console-operations.ts";
import { iamOperations } from "./iam-operations.ts";
import { operations } from "./operations.ts";

const tables = [operations, iamOperations, consoleOperations];

test("no id has two meanings", () => {
  const ids = tables.flatMap((table) => Object.keys(table));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("the console's own operations stand apart from what other clients reach", () => {
  for (const { path } of Object.values(consoleOperations))
    expect(path).toMatch(/^\/api\/(?!swr|iam|registry)/);
});
