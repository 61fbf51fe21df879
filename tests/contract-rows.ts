/**
 * Puts an operation and a row of `endpoints.json` into the same flat words, so that they can be compared.
 *
 * `endpoints.json` is the SWR API reference as a table. Fields are named as there: `[].auth` is a field of the items
 * of a bare array, `rules[].params` one of the items of `rules`, `auths.{host}.auth` one of the values of a map; the
 * type is `string`, `string[]`, `array` (of objects), `array or null` …, with `?` where it may be left out.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emptyAnswer, type Operation } from "../core/operations/define.ts";

type Fields = Record<string, string>;

export interface Row {
  op: string;
  group: string;
  method: string;
  path: string;
  pathParams: string[];
  query: Fields;
  bodyKind: string;
  body: Fields;
  success: number;
  responseKind: string;
  /** Without `?`: the reference does not say which of these may be absent. */
  response: Fields;
  responseHeaders: string[];
  errorStatuses: number[];
}

export function readReference(): Row[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, "endpoints.json"), "utf8")) as Row[];
}

export function rowOf(id: string, operation: Operation): Row {
  const query = read(operation.query, "output");
  const body = read(operation.body, "input");
  const response = read(operation.response, "output");
  return {
    op: id,
    group: operation.group,
    method: operation.method,
    path: operation.path,
    pathParams: Object.keys(operation.params.shape),
    query: query.fields,
    bodyKind: body.kind,
    body: body.fields,
    success: operation.success,
    responseKind: response.kind,
    response: Object.fromEntries(
      Object.entries(response.fields).map(([name, type]) => [name, type.replace("?", "")]),
    ),
    responseHeaders: [...operation.responseHeaders],
    errorStatuses: [...operation.errors],
  };
}

/** One line for each thing the two rows say differently, `?` and all: `CreateRepo body is_public: boolean → nothing`. */
export function differences(reference: Row, ours: Row): string[] {
  const [expected, found] = [flatten(reference), flatten(ours)];
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((key) => expected[key] !== found[key])
    .map((key) => `${reference.op} ${key}: ${expected[key] ?? "nothing"} → ${found[key] ?? "nothing"}`);
}

function flatten(row: Row): Fields {
  return {
    group: row.group,
    method: row.method,
    path: row.path,
    "path parameters": row.pathParams.toSorted().join(),
    ...named("query", row.query),
    "body kind": row.bodyKind,
    ...named("body", withParents(row.body)),
    success: String(row.success),
    "response kind": row.responseKind,
    ...named("response", withParents(row.response)),
    // Header names know no case; one call of the reference spells its own in small letters.
    "response headers": row.responseHeaders.join().toLowerCase(),
    errors: row.errorStatuses.join(),
  };
}

function named(part: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, type]) => [`${part} ${name}`, type]));
}

/** The reference leaves an object out where it lists its fields: `self_auth.auth` stands without `self_auth`. */
function withParents(fields: Fields): Fields {
  const all: Fields = {};
  for (const [name, type] of Object.entries(fields)) {
    const steps = name.replaceAll(/\{\w+\}/g, "{key}").split(".");
    for (let count = 1; count < steps.length; count++) {
      const parent = steps.slice(0, count).join(".");
      if (!parent.endsWith("[]")) all[parent] ??= "object";
    }
    all[steps.join(".")] = type;
  }
  return all;
}

type Json = z.core.JSONSchema.BaseSchema;

function read(schema: z.ZodType, io: "input" | "output"): { kind: string; fields: Fields } {
  if (schema instanceof z.ZodUndefined || schema === emptyAnswer) return { kind: "none", fields: {} };
  const root = branches(z.toJSONSchema(schema, { io }));
  const kind = typeOf(root).replace("string[]", "array");
  const fields: Fields = {};
  if (kind === "string") fields["(body)"] = kind;
  collect(fields, "", root);
  return { kind, fields };
}

/** The alternatives of a union, or the schema itself. */
function branches(schema: Json): Json[] {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.flatMap((alternative) => branches(alternative as Json));
  const { type } = schema as { type?: unknown };
  return Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : [schema];
}

function items(array: Json): Json[] {
  return branches(array.items as Json);
}

function typeOf(alternatives: Json[]): string {
  const types = alternatives.filter(({ type }) => type !== "null").map(typeOfBranch);
  const nullable = alternatives.some(({ type }) => type === "null");
  return [...new Set(types)].join(" or ") + (nullable ? " or null" : "");
}

function typeOfBranch(schema: Json): string {
  if (schema.type === "array") {
    const item = typeOf(items(schema));
    return item === "object" ? "array" : `${item}[]`;
  }
  const values = schema.enum ?? ("const" in schema ? [schema.const] : []);
  if (schema.type === "number" && values.length > 0 && values.every(Number.isInteger)) return "integer";
  return String(schema.type);
}

/** Adds the fields below `path`. Of a union of objects those that only some alternatives have may be left out. */
function collect(fields: Fields, path: string, alternatives: Json[]): void {
  const elements = alternatives.filter(({ type }) => type === "array").flatMap(items);
  if (elements.length > 0) {
    const type = typeOf(elements);
    if (type === "object") collect(fields, `${path}[]`, elements);
    else if (path === "") fields["[]"] = type;
  }
  const objects = alternatives.filter(({ type }) => type === "object");
  for (const name of new Set(objects.flatMap(({ properties }) => Object.keys(properties ?? {})))) {
    const schemas = objects.flatMap(({ properties }) => properties?.[name] ?? []) as Json[];
    const required = objects.every((object) => object.required?.includes(name));
    add(fields, fieldPath(path, name), schemas, required);
  }
  for (const { additionalProperties: values } of objects) {
    if (typeof values === "object") add(fields, fieldPath(path, "{key}"), [values as Json], true);
  }
}

function add(fields: Fields, path: string, schemas: Json[], required: boolean): void {
  const alternatives = schemas.flatMap(branches);
  fields[path] = typeOf(alternatives) + (required ? "" : "?");
  collect(fields, path, alternatives);
}

function fieldPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
