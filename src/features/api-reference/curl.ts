/** A command that calls an operation, with the places to fill in. */
import { type Entry, type OpenApi, resolve, type Schema } from "./openapi.ts";

/** The token comes from the environment, so that it stands neither here nor in the shell's history. */
export function curlCommand(document: OpenApi, operation: Entry): string {
  const { method, path, security, requestBody, parameters } = operation;
  const required = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const query = required.map(({ name }) => `${name}={${name}}`).join("&");
  const url = `${document.servers[0]?.url ?? ""}${path}${query === "" ? "" : `?${query}`}`;
  const body = requestBody && example(document, requestBody.content["application/json"].schema, 0);
  return [
    `curl -X ${method} '${url}'`,
    ...(security?.length === 0 ? [] : [`-H "X-Auth-Token: $TOKEN"`]),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body)}'`]),
  ].join(" \\\n  ");
}

const DEEPEST = 6;

/** A value of the schema's form, with its required fields only. */
function example(document: OpenApi, given: Schema, depth: number): unknown {
  const { schema } = resolve(document, given);
  if (depth > DEEPEST) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return example(document, choice, depth + 1);
  if (schema.items) return [example(document, schema.items, depth + 1)];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => schema.required?.includes(name))
        .map(([name, inner]) => [name, example(document, inner, depth + 1)]),
    );
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return { integer: 0, number: 0, boolean: false, string: "string", object: {} }[type ?? ""] ?? null;
}
