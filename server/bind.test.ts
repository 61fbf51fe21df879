import { Hono } from "hono";
import { expect, test } from "vitest";
import { consoleOperations } from "../core/console-operations.ts";
import { iamOperations } from "../core/iam-operations.ts";
import type { Operation } from "../core/operations/define.ts";
import { operations } from "../core/operations.ts";
import { bind } from "./bind.ts";

/** An operation's answer for anything that is asked, its input as it comes. */
async function answerTo(operation: Operation): Promise<Response> {
  const routes = new Hono();
  const open = { ...operation, params: anything, query: anything, body: anything } as unknown as Operation;
  bind(routes, open, String as never, async () => ({ value: operation.success === 204 ? undefined : {} }));
  return await routes.request(operation.path.replaceAll(/[{}]/g, ""), { method: operation.method });
}

const anything = { safeParse: (data: unknown) => ({ success: true, data }) };

test("204 has no body, and every other answer is JSON", async () => {
  const all = Object.values<Operation>({ ...operations, ...iamOperations, ...consoleOperations });
  for (const operation of all) {
    const answer = await answerTo(operation);
    expect([operation.path, answer.status]).toEqual([operation.path, operation.success]);
    const isEmpty = operation.success === 204;
    expect(answer.headers.get("content-type")).toBe(isEmpty ? null : "application/json");
    expect(await answer.text()).toBe(isEmpty ? "" : "{}");
  }
});
