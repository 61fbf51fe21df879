import { queryOptions } from "@tanstack/react-query";
import type { RegionTest, regionOperations } from "../../core/console-operations/regions.ts";
import type { InputOf } from "../../core/operations/define.ts";
import { call, operationQuery } from "../api/client.ts";
import { refresh } from "./refresh.ts";

/** The operator's first. */
export const regionListQuery = queryOptions({
  ...operationQuery("ListRegions", {}),
  select: ({ regions }) => regions,
});

export type NewRegion = InputOf<typeof regionOperations.AddRegion>["body"];

/** The region is added whatever its test says. Resolves once the list shows it. Throws ApiError. */
export async function addRegion(body: NewRegion): Promise<RegionTest> {
  const { test } = await call("AddRegion", { body });
  await refresh("AddRegion");
  return test;
}

export function testRegion(region_id: string): Promise<RegionTest> {
  return call("TestRegion", { params: { region_id } });
}

/** Deletes its rules too. Resolves once lists no longer show it. Throws ApiError. */
export async function deleteRegion(region_id: string): Promise<void> {
  await call("DeleteRegion", { params: { region_id } });
  await refresh("DeleteRegion");
}
