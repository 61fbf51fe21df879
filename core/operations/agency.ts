/** The agency lets the registry act for the account: synchronization and cce triggers need it. */
import { z } from "zod";
import { operation } from "./define.ts";

const group = "Quota, statistics, features, agency";

export const agencyOperations = {
  CheckAgency: operation({
    group,
    summary: "Show whether the registry may act for the account",
    method: "GET",
    path: "/v2/manage/agency",
    response: z.object({ domain_id: z.string(), is_agency: z.boolean() }),
    success: 200,
    errors: [400, 401, 500],
  }),
  CreateAgency: operation({
    group,
    summary: "Let the registry act for the account",
    method: "POST",
    path: "/v2/manage/agency",
    success: 204,
    errors: [400, 401, 409, 500],
  }),
};
