/** Holds the table of operations to the SWR API reference, in both directions. */
import { describe, expect, test } from "vitest";
import type { Operation } from "../core/operations/define.ts";
import { type OperationId, operations } from "../core/operations.ts";
import { differences, type Row, readReference, rowOf } from "./contract-rows.ts";

const NUMBER = "numbers travel as text in a query anyway; these must be numbers";
const RULE = "the reference names the two parameters in a remark only";

/** Where we knowingly say something else, and why. */
const INTENDED: Record<string, string> = {
  "ListReposDetails query limit: string? → integer?": NUMBER,
  "ListReposDetails query offset: string? → integer?": NUMBER,
  "ListSharedReposDetails query limit: string? → integer?": NUMBER,
  "ListSharedReposDetails query offset: string? → integer?": NUMBER,
  "ListRepositoryTags query limit: string? → integer?": NUMBER,
  "ListRepositoryTags query offset: string? → integer?": NUMBER,
  "ListRetentionHistories query limit: string? → integer?": NUMBER,
  "ListRetentionHistories query offset: string? → integer?": NUMBER,
  "ListReposDetails response [].auth: nothing → integer": "beyond: for the console's own sessions alone",
  "ListReposDetails response [].id: nothing → integer": "beyond: for the console's own sessions alone",
  "ListSharedReposDetails response [].deadline: nothing → string":
    "beyond: for the console's own sessions alone",
  "ListSharedReposDetails query center: string → string?": "a filter may carry it instead",
  "ListRepositoryTag query digest: nothing → string?":
    "beyond: before a tag is deleted, its other names are listed",
  "ListRepositoryTag response next_marker: nothing → string":
    "beyond: Terraform's provider reads this spelling",
  "CreateRetention body rules[].params.days: nothing → string?": RULE,
  "CreateRetention body rules[].params.num: nothing → string?": RULE,
  "UpdateRetention body rules[].params.days: nothing → string?": RULE,
  "UpdateRetention body rules[].params.num: nothing → string?": RULE,
  "ListRetentions response [].rules[].params.days: nothing → string": RULE,
  "ListRetentions response [].rules[].params.num: nothing → string": RULE,
  "ShowRetention response rules[].params.days: nothing → string": RULE,
  "ShowRetention response rules[].params.num: nothing → string": RULE,
};

const reference = readReference();
const table: Record<string, Operation> = operations;

function ours(id: string): Row {
  const operation = table[id];
  if (!operation) throw new Error(`${id} is not in the table`);
  return rowOf(id, operation);
}

test("the table has the operations of the reference and no others", () => {
  expect(Object.keys(operations).sort()).toEqual(reference.map(({ op }) => op).sort());
  expect(reference).toHaveLength(65);
});

test("each operation is as the reference has it", () => {
  const found = reference.flatMap((row) => differences(row, ours(row.op)));
  expect(found.sort()).toEqual(Object.keys(INTENDED).sort());
});

test("path parameters are those in the path", () => {
  const wrong = Object.entries(table).filter(([, { path, params }]) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    return inPath.sort().join() !== Object.keys(params.shape).sort().join();
  });
  expect(wrong.map(([id]) => id)).toEqual([]);
});

/** Whether a request could match both paths and the first one has a parameter where the second has its literal. */
function takesFrom(first: Operation, second: Operation): boolean {
  const [one, other] = [first.path.split("/"), second.path.split("/")];
  if (first.method !== second.method || one.length !== other.length) return false;
  const pairs = one.map((segment, at) => [segment, other[at] ?? ""] as const);
  const isParameter = (segment: string) => segment.startsWith("{");
  if (!pairs.every(([a, b]) => a === b || isParameter(a) || isParameter(b))) return false;
  const [a, b] = pairs.find(([left, right]) => isParameter(left) !== isParameter(right)) ?? ["", ""];
  return isParameter(a) && !isParameter(b);
}

function hidden(ids: string[]): string[] {
  return ids.flatMap((first, at) =>
    ids
      .slice(at + 1)
      .filter((second) => takesFrom(operations[first as OperationId], operations[second as OperationId]))
      .map((second) => `${first} before ${second}`),
  );
}

test("literal path segments come before parameters", () => {
  expect(hidden(Object.keys(operations))).toEqual([]);
  expect(hidden(["ShowRetention", "ListRetentionHistories"])).toHaveLength(1);
});

describe("the comparison sees", () => {
  const rowFor = (op: OperationId) => structuredClone(ours(op));

  const changes: [string, OperationId, (row: Row) => void, string][] = [
    ["a method", "UpdateRepo", (row) => (row.method = "PUT"), "method: PUT → PATCH"],
    ["a path", "ShowRepository", (row) => (row.path += "/x"), "path: "],
    [
      "a path parameter",
      "ShowNamespace",
      (row) => row.pathParams.push("tag"),
      "path parameters: namespace,tag → ",
    ],
    ["a success code", "UpdateRepo", (row) => (row.success = 200), "success: 200 → 201"],
    ["a failure", "CreateRepo", (row) => row.errorStatuses.pop(), "errors: 400,401,409 → 400,401,409,500"],
    [
      "a header",
      "CreateSecret",
      (row) => row.responseHeaders.pop(),
      "response headers: x-swr-dockerlogin → ",
    ],
    [
      "a missing field",
      "ShowDomainOverview",
      (row) => (row.response.namespace_num = "integer"),
      "response namespace_num: integer → nothing",
    ],
    [
      "a surplus field",
      "ListRepositoryTags",
      (row) => delete row.response["[].Tag"],
      "response [].Tag: nothing → string",
    ],
    [
      "a field inside an object",
      "ShowNamespaceAuth",
      (row) => (row.response["self_auth.level"] = "integer"),
      "response self_auth.level: integer → nothing",
    ],
    [
      "a value of a map",
      "CreateSecret",
      (row) => delete row.response["auths.{key}.auth"],
      "response auths.{key}.auth: ",
    ],
    [
      "an integer",
      "ShowDomainOverview",
      (row) => (row.response.store_space = "integer"),
      "response store_space: integer → number",
    ],
    [
      "null",
      "ShowTrigger",
      (row) => (row.response.trigger_history = "array"),
      "response trigger_history: array → array or null",
    ],
    [
      "what is mandatory",
      "CreateRepo",
      (row) => (row.body.category = "string"),
      "body category: string → string?",
    ],
    [
      "a mandatory query",
      "ShowSyncJob",
      (row) => (row.query.filter = "string?"),
      "query filter: string? → string",
    ],
    [
      "a bare array",
      "DeleteNamespaceAuth",
      (row) => (row.body["[]"] = "integer"),
      "body []: integer → string",
    ],
    [
      "a body's kind",
      "ListRetentions",
      (row) => (row.responseKind = "object"),
      "response kind: object → array",
    ],
  ];

  test.each(changes)("%s", (_, op, change, difference) => {
    const row = rowFor(op);
    expect(differences(row, ours(op))).toEqual([]);
    change(row);
    const found = differences(row, ours(op));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${op} ${difference}`);
  });
});
