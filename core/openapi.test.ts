import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { operations } from "./operations.ts";

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
}

interface Described {
  operationId: string;
  summary: string;
  security?: unknown[];
  parameters: Parameter[];
  requestBody?: object;
  responses: Record<string, { headers?: object; content?: object }>;
}

const service = { serverUrl: "https://registry.example", isCarried: (id: string) => id !== "CheckAgency" };
const document = openApiDocument({ ...service, language: "en-US" });

const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Described>).map(([method, operation]) => ({
    path,
    method,
    ...operation,
  })),
);

function find(id: keyof typeof operations) {
  const found = described.find(({ operationId }) => operationId === id);
  if (!found) throw new Error(`${id} is not described`);
  return found;
}

/** Every `$ref` below a value. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" ? [String(inner)] : references(inner),
  );
}

async function validate(specification: Record<string, unknown>) {
  return await new Validator().validate(structuredClone(specification));
}

test("is a valid OpenAPI 3.1 document", async () => {
  expect(await validate(document)).toEqual({ valid: true });
});

test("in Chinese it is the same document, and every text is translated", async () => {
  const chinese = openApiDocument({ ...service, language: "zh-CN" });
  expect(await validate(chinese)).toEqual({ valid: true });
  const texts: string[] = [];
  expect(withoutTexts(chinese, texts)).toEqual(withoutTexts(document));
  expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
});

/** What is left of a document without its texts, which are added to `texts`. */
function withoutTexts(value: unknown, texts: string[] = []): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutTexts(one, texts));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (key === "tags" && Array.isArray(inner)) texts.push(...inner.map((tag) => tag.name ?? tag));
    else if (typeof inner === "string" && ["title", "description", "summary"].includes(key))
      texts.push(inner);
    else return [key, withoutTexts(inner, texts)];
    return [key, ""];
  });
  return Object.fromEntries(entries);
}

test("the validator sees a parameter without a place", async () => {
  const broken = structuredClone(document);
  broken.paths["/v2/manage/overview"] = { get: { parameters: [{ name: "x" }], responses: {} } };
  expect((await validate(broken)).valid).toBe(false);
});

test("describes every operation once", () => {
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(operations).sort());
});

test("several methods share a path", () => {
  expect(Object.keys(document.paths["/v2/manage/namespaces/{namespace}/access"] ?? {}).sort()).toEqual([
    "delete",
    "get",
    "patch",
    "post",
  ]);
});

test("declares every path parameter, and no other", () => {
  for (const { path, parameters, operationId } of described) {
    const declared = parameters.filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name }) => `{${name}}`).sort(), operationId).toEqual(
      (path.match(/\{\w+\}/g) ?? []).sort(),
    );
    expect(
      declared.every(({ required }) => required),
      operationId,
    ).toBe(true);
  }
});

test("every reference leads to a schema, and every schema is used", () => {
  const targets = Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`);
  expect([...new Set(references(document))].sort()).toEqual(targets.sort());
});

test("every summary is a line", () => {
  for (const { summary } of described) expect(summary).toMatch(/^[A-Z][^.\n]{5,80}$/);
});

test("only the versions need no token", () => {
  const open = described.filter(({ security }) => security?.length === 0);
  expect(open.map(({ operationId }) => operationId).sort()).toEqual(["ListApiVersions", "ShowApiVersion"]);
  expect(document.security).toEqual([{ token: [] }, { signature: [] }]);
});

describe("an operation shows", () => {
  test("the body of a DELETE and its empty answer", () => {
    const { requestBody, responses } = find("DeleteNamespaceAuth");
    expect(references(requestBody)).toEqual(["#/components/schemas/RevokedUsers"]);
    expect(responses["204"]).not.toHaveProperty("content");
    expect(Object.keys(responses)).toEqual(["204", "400", "401", "403", "404", "500"]);
  });

  test("headers of the answer and the schema of failures", () => {
    const { responses } = find("ListReposDetails");
    expect(responses["200"]?.headers).toEqual({ "Content-Range": { schema: { type: "string" } } });
    expect(references(responses["401"])).toEqual(["#/components/schemas/Error"]);
  });

  test("query parameters as the values they are", () => {
    const { parameters } = find("ListRepositoryTag");
    const schemaOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema;
    expect(schemaOf("with_manifest")).toEqual({ type: "boolean" });
    expect(schemaOf("limit")).toEqual({ type: "integer", minimum: 1, maximum: 1000 });
    expect(schemaOf("repository")).toEqual({ type: "string" });
  });

  test("the SDKs' spelling among the values a request may hold", () => {
    expect(document.components.schemas.UpdateRepoRequest).toMatchObject({
      properties: { category: { enum: expect.arrayContaining(["arm", "arms"]) } },
      required: ["is_public"],
    });
  });
});

test("an operation the service does not carry says so", () => {
  expect(find("CheckAgency").responses).toHaveProperty("501");
  expect(find("CreateNamespace").responses).not.toHaveProperty("501");
});
