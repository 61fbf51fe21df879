import { expect, test } from "vitest";
import { openApiDocument } from "../../../core/openapi.ts";
import { operations } from "../../../core/operations.ts";
import { curlCommand } from "./curl.ts";
import { fieldsOf, groupOperations, listOperations, type OpenApi, typeText } from "./openapi.ts";

const document = openApiDocument({
  serverUrl: "https://registry.example",
  isCarried: () => true,
  language: "en-US",
}) as unknown as OpenApi;

const find = (id: string) => {
  const found = listOperations(document).find(({ operationId }) => operationId === id);
  if (!found) throw new Error(id);
  return found;
};

test("lists every operation of the table, each in its group", () => {
  const all = groupOperations(document, "").flatMap((group) => group.operations);
  expect(all.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(operations).sort());
});

test("filters by id, summary and path", () => {
  const ids = (text: string) =>
    groupOperations(document, text).flatMap((group) =>
      group.operations.map(({ operationId }) => operationId),
    );
  expect(ids("createnamespaceauth")).toEqual(["CreateNamespaceAuth"]);
  expect(ids("/feature-gates")).toEqual(["ShowShareFeatureGates"]);
  expect(ids("no such thing")).toEqual([]);
});

test("says what a value may be, through references", () => {
  const body = find("CreateNamespaceAuth").requestBody?.content["application/json"].schema ?? {};
  expect(typeText(document, body)).toMatch(/^array of /);
  expect(Object.keys(fieldsOf(document, body)?.properties ?? {})).toContain("user_id");
});

test("an example call fills in what must be there and quotes for a shell", () => {
  expect(curlCommand(document, find("CreateNamespace"))).toBe(
    [
      "curl -X POST 'https://registry.example/v2/manage/namespaces'",
      `-H "X-Auth-Token: $TOKEN"`,
      "-H 'Content-Type: application/json'",
      `-d '{"namespace":"string"}'`,
    ].join(" \\\n  "),
  );
  expect(curlCommand(document, find("ListApiVersions"))).not.toContain("TOKEN");
});
