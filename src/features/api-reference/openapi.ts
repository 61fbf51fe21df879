/** The part of an OpenAPI 3.1 document that the reference shows. The document comes from core/openapi.ts. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  additionalProperties?: Schema | boolean;
}

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Schema;
}

interface Content {
  "application/json": { schema: Schema };
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  /** Empty: nobody needs a token. */
  security?: unknown[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; headers?: Record<string, unknown>; content?: Content }>;
}

export interface OpenApi {
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Entry extends Operation {
  method: string;
  path: string;
}

/** Every operation with where it is called, in the document's order. */
export function listOperations(document: OpenApi): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** Those whose id, summary or path contains the text, by group; groups without any are left out. */
export function groupOperations(document: OpenApi, text: string): { group: string; operations: Entry[] }[] {
  const wanted = text.trim().toLowerCase();
  const matching = listOperations(document).filter(({ operationId, summary, path }) =>
    [operationId, summary, path].some((part) => part.toLowerCase().includes(wanted)),
  );
  return document.tags
    .map(({ name }) => ({ group: name, operations: matching.filter(({ tags }) => tags.includes(name)) }))
    .filter(({ operations }) => operations.length > 0);
}

/** The schema a reference stands for, and its name there. */
export function resolve(document: OpenApi, schema: Schema): { schema: Schema; name: string | undefined } {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return { schema: (name !== undefined && document.components.schemas[name]) || schema, name };
}

/** `string`, `array of object`, `1 | 3 | 7`: what a value may be, in one line. */
export function typeText(document: OpenApi, given: Schema): string {
  const { schema } = resolve(document, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeText(document, choice)))].join(" | ");
  if (schema.items) return `array of ${typeText(document, schema.items)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

/** The schema whose fields are to be shown below a value: its own, or that of an array's items. */
export function fieldsOf(document: OpenApi, given: Schema): Schema | undefined {
  const { schema } = resolve(document, given);
  if (schema.properties && Object.keys(schema.properties).length > 0) return schema;
  if (schema.items) return fieldsOf(document, schema.items);
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    const fields = fieldsOf(document, choice);
    if (fields) return fields;
  }
  return undefined;
}
