/** What would be deleted with users, to be shown before they are. IAM has no counts. */
import { z } from "zod";
import { HOLDINGS_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";

const holdingsSchema = z.object({
  id: z.string(),
  organizationGrants: z.number().int(),
  imageGrants: z.number().int(),
  accessKeys: z.number().int(),
  /** Sessions, tokens and logins that are still good. */
  sessions: z.number().int(),
  tokens: z.number().int(),
  /** Temporary ones of registry clients. */
  logins: z.number().int(),
});

export type UserHoldings = z.infer<typeof holdingsSchema>;

export const userHoldingOperations = {
  /** Users the account does not have are left out. */
  ListUserHoldings: operation({
    group: "Console",
    summary: "Count what users hold: grants, access keys, sign-ins",
    method: "GET",
    path: "/api/user-holdings",
    query: z.object({
      /** Ids of users, with commas between them. */
      ids: z
        .string()
        .max(HOLDINGS_MAX * 33)
        .refine((ids) => ids.split(",").length <= HOLDINGS_MAX, `at most ${HOLDINGS_MAX} users`),
    }),
    response: z.object({ users: z.array(holdingsSchema) }),
    success: 200,
  }),
};
