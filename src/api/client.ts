/** Typed calls of the operations in core/: path, query and body come from the tables, nothing is declared again here. */
import { queryOptions } from "@tanstack/react-query";
import type { AxiosResponse } from "axios";
import { consoleOperations } from "../../core/console-operations.ts";
import { iamOperations } from "../../core/iam-operations.ts";
import { imageNameToUrl } from "../../core/names.ts";
import { parseContentRange } from "../../core/operations/content-range.ts";
import type { AnswerOf, InputOf, Operation } from "../../core/operations/define.ts";
import { operations } from "../../core/operations.ts";
import { CONSOLE_IAM_PREFIX, CONSOLE_MANAGE_PREFIX } from "../../core/session.ts";
import { http } from "./http.ts";

export type Operations = typeof operations & typeof iamOperations & typeof consoleOperations;

/** Everything the console may call: SWR's operations, IAM's, and its own. */
export type CallId = keyof Operations;

/** Leaves out the parts of the input that the operation does not have. */
type Given<Key extends string, Value> = undefined extends Value
  ? { [K in Key]?: Value }
  : Record<never, never> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

type Part<Id extends CallId, Key extends keyof InputOf<Operation>> = InputOf<Operations[Id]>[Key];

export type Input<Id extends CallId> = Given<"params", Part<Id, "params">> &
  Given<"query", Part<Id, "query">> &
  Given<"body", Part<Id, "body">>;

export type ResponseOf<Id extends CallId> = AnswerOf<Operations[Id]>;

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Fills values into `/v2/manage/namespaces/{namespace}/repos/{repository}`; the `/` of an image's name becomes `$`.
 * Throws RangeError on a value such as `..`, which a URL would resolve to another path, and so to another operation.
 */
export function operationPath(path: string, params: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? "";
    if (/^\.{0,2}$/.test(value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`);
    return encodeURIComponent(name === "repository" ? imageNameToUrl(value) : value);
  });
}

type Route = Pick<Operation, "method" | "path">;

/** The tables of operations, each with the prefix it is reached under. */
const TABLES: [prefix: string, table: Record<string, Route>][] = [
  [CONSOLE_MANAGE_PREFIX, operations],
  [CONSOLE_IAM_PREFIX, iamOperations],
  ["", consoleOperations],
];

const routes = Object.fromEntries(
  TABLES.flatMap(([prefix, table]) =>
    Object.entries(table).map(([id, { method, path }]) => [id, { method, path: prefix + path }]),
  ),
) as Record<CallId, Route>;

/** Body and headers of the answer. Throws ApiError. */
export async function callRaw<Id extends CallId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<AxiosResponse<ResponseOf<Id>>> {
  const { method, path } = routes[id];
  const { params = {}, query, body } = input as AnyInput;
  return await http.request({
    method,
    url: operationPath(path, params),
    params: query,
    data: body,
    signal,
  });
}

/** The answer's body. Throws ApiError. */
export async function call<Id extends CallId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<ResponseOf<Id>> {
  return (await callRaw(id, input, signal)).data;
}

/** Query options of an operation: the key is `[id, input]`, so that a change invalidates by operation id. */
export function operationQuery<Id extends CallId>(id: Id, input: Input<Id>) {
  return queryOptions({ queryKey: [id, input], queryFn: ({ signal }) => call(id, input, signal) });
}

/** One page of a list, whatever style of paging the operation has. */
export interface Page<Item> {
  items: Item[];
  /** All matches, on this page and beyond. */
  total: number;
}

type ListOperationId = {
  [Id in CallId]: ResponseOf<Id> extends readonly unknown[] ? Id : never;
}[CallId];

/** One page of an offset-paged list. The total comes from `Content-Range`. Throws ApiError. */
export async function callPage<Id extends ListOperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<Page<ResponseOf<Id>[number]>> {
  const { data, headers } = await callRaw(id, input, signal);
  const range = parseContentRange(String(headers["content-range"] ?? ""));
  return { items: data as ResponseOf<Id>[number][], total: range?.total ?? data.length };
}

/** Query options of the same. */
export function pageQuery<Id extends ListOperationId>(id: Id, input: Input<Id>) {
  return queryOptions({ queryKey: [id, input], queryFn: ({ signal }) => callPage(id, input, signal) });
}
