/** Typed calls of the operations in core/: path, query and body come from the table, nothing is declared again here. */
import { queryOptions } from "@tanstack/react-query";
import type { AxiosResponse } from "axios";
import { imageNameToUrl } from "../../core/names.ts";
import { parseContentRange } from "../../core/operations/content-range.ts";
import {
  type Body,
  type OperationId,
  operations,
  type Params,
  type Query,
  type ResponseOf,
} from "../../core/operations.ts";
import { CONSOLE_MANAGE_PREFIX } from "../../core/session.ts";
import { http } from "./http.ts";

/** Parts of the input that the operation does not have need not be given. */
type Given<Key extends string, Value> = undefined extends Value
  ? { [K in Key]?: Value }
  : Record<never, never> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

export type Input<Id extends OperationId> = Given<"params", Params<Id>> &
  Given<"query", Query<Id>> &
  Given<"body", Body<Id>>;

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * `/v2/manage/namespaces/{namespace}/repos/{repository}` with its values filled in; `/` of an image becomes `$`. Throws
 * RangeError on a value that a URL would swallow, which would turn the call into another one.
 */
export function operationPath(path: string, params: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? "";
    if (/^\.{0,2}$/.test(value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`);
    return encodeURIComponent(name === "repository" ? imageNameToUrl(value) : value);
  });
}

/** Body and headers of the answer. Throws ApiError. */
export async function callRaw<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<AxiosResponse<ResponseOf<Id>>> {
  const { method, path } = operations[id];
  const { params = {}, query, body } = input as AnyInput;
  return await http.request({
    method,
    url: CONSOLE_MANAGE_PREFIX + operationPath(path, params),
    params: query,
    data: body,
    signal,
  });
}

/** The answer's body. Throws ApiError. */
export async function call<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<ResponseOf<Id>> {
  return (await callRaw(id, input, signal)).data;
}

/** Query options of an operation: the key is `[id, input]`, so that a change invalidates by operation id. */
export function operationQuery<Id extends OperationId>(id: Id, input: Input<Id>) {
  return queryOptions({ queryKey: [id, input], queryFn: ({ signal }) => call(id, input, signal) });
}

/** One page of a list, whatever style of paging the operation has. */
export interface Page<Item> {
  items: Item[];
  /** All matches, on this page and beyond. */
  total: number;
}

type ListOperationId = {
  [Id in OperationId]: ResponseOf<Id> extends readonly unknown[] ? Id : never;
}[OperationId];

/** Query options of an offset-paged list. The total comes from `Content-Range`. */
export function pageQuery<Id extends ListOperationId>(id: Id, input: Input<Id>) {
  return queryOptions({
    queryKey: [id, input],
    queryFn: async ({ signal }): Promise<Page<ResponseOf<Id>[number]>> => {
      const { data, headers } = await callRaw(id, input, signal);
      const range = parseContentRange(String(headers["content-range"] ?? ""));
      return { items: data as ResponseOf<Id>[number][], total: range?.total ?? data.length };
    },
  });
}
