import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, type Input, operationQuery, type ResponseOf } from "../api/client.ts";
import type { ListPlace } from "./list-place.ts";

/** An organization or an image, for the question who reaches it. */
export interface ReachPlace {
  organization: string;
  image?: string;
}

/** By name, as the service has it. */
export const REACH_LIST = { columns: ["name"], sort: { column: "name", order: "asc" } } as const;

function pageOf({ page, size }: ListPlace<string>, part: string) {
  return { limit: size, offset: (page - 1) * size, ...(part && { q: part }) };
}

export function whoReachesQuery(
  { organization: namespace, image }: ReachPlace,
  list: ListPlace<string>,
  part: string,
) {
  const query = pageOf(list, part);
  if (image === undefined) return shown("ListWhoReachesOrganization", { params: { namespace }, query });
  return shown("ListWhoReachesImage", { params: { namespace, repository: image }, query });
}

/** Both operations answer in the same form. */
function shown<Id extends "ListWhoReachesOrganization" | "ListWhoReachesImage">(id: Id, input: Input<Id>) {
  return queryOptions({
    queryKey: [id as string, input as object],
    queryFn: ({ signal }): Promise<ResponseOf<"ListWhoReachesImage">> => call(id, input, signal),
    placeholderData: keepPreviousData,
  });
}

export function reachOfUserQuery(user_id: string, list: ListPlace<string>, part: string) {
  return queryOptions({
    ...operationQuery("ListReachOfUser", { params: { user_id }, query: pageOf(list, part) }),
    placeholderData: keepPreviousData,
  });
}
