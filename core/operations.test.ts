import { expect, test } from "vitest";
import { consoleOperations } from "./console-operations.ts";
import { iamOperations } from "./iam-operations.ts";
import type { Operation } from "./operations/define.ts";
import { operations } from "./operations.ts";

const tables = [operations, iamOperations, consoleOperations];

test("no id has two meanings", () => {
  const ids = tables.flatMap((table) => Object.keys(table));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("every 2xx but 204 carries JSON", () => {
  const all = tables.flatMap((table) => Object.entries<Operation>(table));
  const wrong = all.filter(([, { success, response }]) => {
    return response.safeParse(undefined).success !== (success === 204);
  });
  expect(wrong.map(([id]) => id)).toEqual([]);
});

test("the console's own operations stand apart from what other clients reach", () => {
  for (const { path } of Object.values(consoleOperations))
    expect(path).toMatch(/^\/api\/(?!swr|iam|registry)/);
});
